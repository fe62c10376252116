"""New labelled data: schemas, readers that name file, line, field and mend, checks and splits."""
