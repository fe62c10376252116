BEGIN TRANSACTION;
CREATE TABLE kept (
	"key" TEXT NOT NULL, 
	part TEXT NOT NULL, 
	"offset" INTEGER NOT NULL, 
	PRIMARY KEY ("key")
);
INSERT INTO "kept" VALUES('49a6160c44daba87885d3aff92ff5c948a21e7bf9176966f06b0a86069b0b96e','out.jsonl',0);
INSERT INTO "kept" VALUES('2df05b8f991b08b2fe76af64993cfac919e59883934d961fbccf77dfb87ce43c','out.jsonl',1524);
INSERT INTO "kept" VALUES('ab287685e7bf975424de6a94b11130d96f841ac82582425160afd62d4bb934ba','out.jsonl',3048);
INSERT INTO "kept" VALUES('32967e441bd29496a6ac268f2a14f1cac9c9c83ae9a42d6526915086663c7784','out.jsonl',4572);
INSERT INTO "kept" VALUES('894f6b98be302a2d00d15f9927530e932f2576c11a8c24979d3ca8c6bba9d835','out.jsonl',6096);
CREATE TABLE parts (
	name TEXT NOT NULL, 
	size INTEGER NOT NULL, 
	PRIMARY KEY (name)
);
INSERT INTO "parts" VALUES('out.jsonl',7620);
CREATE TABLE quarantine (
	id INTEGER NOT NULL, 
	fingerprint TEXT NOT NULL, 
	status TEXT NOT NULL, 
	stage TEXT NOT NULL, 
	reason TEXT NOT NULL, 
	detail TEXT NOT NULL, 
	error TEXT, 
	source_path TEXT NOT NULL, 
	source_member TEXT, 
	source_line INTEGER, 
	source_offset INTEGER, 
	source TEXT NOT NULL, 
	content_hash TEXT, 
	"key" TEXT, 
	article TEXT, 
	raw BLOB, 
	run INTEGER, 
	at TEXT NOT NULL, 
	PRIMARY KEY (id), 
	UNIQUE (fingerprint)
);
INSERT INTO "quarantine" VALUES(1,'9a233500f10f37e07315e5a3035b1109360044e98c50a27cfde00fc35fefaf52','waiting','read','malformed','no JSON',NULL,'archive.jsonl',NULL,6,NULL,'{"path": "archive.jsonl", "member": null, "line": 6, "offset": null, "length": null, "sha256": "0000000000000000000000000000000000000000000000000000000000000005"}',NULL,NULL,NULL,X'7B',1,'2026-11-28T21:05:07+00:00');
INSERT INTO "quarantine" VALUES(2,'cd9ff933a1affecbd697c05120d4185a72805467e06ad97a30210666a943b140','waiting','split','no_content','spam',NULL,'archive.jsonl',NULL,4,NULL,'{"path": "archive.jsonl", "member": null, "line": 4, "offset": null, "length": null, "sha256": null}','6a56eeda164656b98fab07ef1214e82489a6690280d199b10d837a0228272ed8','f29cd0ce6b41119393a6c0e59b4416346423d34d8f5aabe194379024df4651dd','{"id":"a3","source":{"path":"archive.jsonl","member":null,"line":4,"offset":null,"length":null,"sha256":null},"content_hash":"6a56eeda164656b98fab07ef1214e82489a6690280d199b10d837a0228272ed8","title":null,"text":"win 3","blocks":[],"lang":null,"published":"2026-01-02","meta":{"n":"é"},"segments":[{"text":"win 3","kind":"title","lead":"","layout":null,"lang":"fr","label":"spam","score":0.98765,"reasons":["it says win"],"sentences":[],"en":null}],"edits":[],"events":[],"names":[],"checks":[],"confidence":null,"steps":[]}',NULL,1,'2026-11-28T21:05:07+00:00');
INSERT INTO "quarantine" VALUES(3,'bb9a59b52af1f1e4ab7d3164f5e26cd87c612b94ba6a45104421d47d4da798a2','waiting','faulty','stage_error','ValueError: poison','ValueError: poison','archive.jsonl',NULL,8,NULL,'{"path": "archive.jsonl", "member": null, "line": 8, "offset": null, "length": null, "sha256": null}','f6347b1dea7e8c8a3b63a7a4f1c565bd73bc1b178a61396e8ce72b64f5aa738e','fa4903425111ac7ea4e9bd5f806cef1e7255f36993251c3512ecb3a5e29e1119','{"id":"a7","source":{"path":"archive.jsonl","member":null,"line":8,"offset":null,"length":null,"sha256":null},"content_hash":"f6347b1dea7e8c8a3b63a7a4f1c565bd73bc1b178a61396e8ce72b64f5aa738e","title":null,"text":"poison 7","blocks":[],"lang":"fr","published":"2026-01-02","meta":{"n":"é"},"segments":[{"text":"poison 7","kind":"title","lead":"","layout":null,"lang":"fr","label":"content","score":0.98765,"reasons":[],"sentences":[],"en":null}],"edits":[],"events":[],"names":[],"checks":[],"confidence":null,"steps":[{"stage":"split","model":"","config":"s1","seconds":0.000016}]}',NULL,1,'2026-11-28T21:05:07+00:00');
CREATE TABLE restored (
	content_hash TEXT NOT NULL, 
	text TEXT NOT NULL, 
	segment INTEGER NOT NULL, 
	"key" TEXT NOT NULL, 
	at TEXT NOT NULL, 
	PRIMARY KEY (content_hash, text)
);
INSERT INTO "restored" VALUES('bb174491c1b37e9447b0401903a4fbd0613f269818bf86656869af95e7653e27','win 1',3,'2df05b8f991b08b2fe76af64993cfac919e59883934d961fbccf77dfb87ce43c','2026-11-28T21:05:07+00:00');
CREATE TABLE runs (
	id INTEGER NOT NULL, 
	started TEXT NOT NULL, 
	updated TEXT NOT NULL, 
	ended TEXT, 
	status TEXT NOT NULL, 
	process TEXT NOT NULL, 
	options TEXT NOT NULL, 
	model_hash TEXT NOT NULL, 
	config_hash TEXT NOT NULL, 
	balance TEXT NOT NULL, 
	PRIMARY KEY (id)
);
INSERT INTO "runs" VALUES(1,'2026-11-28T21:05:07+00:00','2026-11-28T21:05:07+00:00','2026-11-28T21:05:07+00:00','done','host:1','{"limit": null, "dry_run": false, "fresh": false, "workers": 1, "batch": 128, "timeout": 900.0, "batch_chars": 2000000, "to": ["jsonl:out.jsonl"]}','9d96e5ac39f375bb','44d48b45bf2578b4','{"read": 8, "stored": 5, "already_there": 0, "quarantined": 3, "to_do": 0, "unfinished": 0, "words": 49, "worked": 7, "seconds": 0.037, "signal": null, "reasons": {"malformed": 1, "no_content": 1, "stage_error": 1}}');
CREATE TABLE veille (
	name TEXT NOT NULL, 
	value TEXT, 
	PRIMARY KEY (name)
);
INSERT INTO "veille" VALUES('schema','1');
CREATE INDEX quarantine_place ON quarantine (source_path, source_member);
CREATE INDEX ix_quarantine_content_hash ON quarantine (content_hash);
CREATE INDEX ix_quarantine_key ON quarantine ("key");
CREATE INDEX ix_kept_part ON kept (part);
COMMIT;
