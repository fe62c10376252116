BEGIN TRANSACTION;
CREATE TABLE articles (
	seq INTEGER NOT NULL, 
	"key" TEXT NOT NULL, 
	id TEXT NOT NULL, 
	content_hash TEXT NOT NULL, 
	lang TEXT, 
	published TEXT, 
	title TEXT, 
	title_en TEXT, 
	primary_event TEXT, 
	confidence FLOAT, 
	body TEXT NOT NULL, 
	body_en TEXT NOT NULL, 
	set_aside INTEGER NOT NULL, 
	source_path TEXT NOT NULL, 
	source_member TEXT, 
	source_line INTEGER, 
	model_hash TEXT NOT NULL, 
	config_hash TEXT NOT NULL, 
	record TEXT NOT NULL, 
	PRIMARY KEY (seq), 
	UNIQUE ("key")
);
INSERT INTO "articles" VALUES(1,'49a6160c44daba87885d3aff92ff5c948a21e7bf9176966f06b0a86069b0b96e','a0','93acdba76bb75ce036764c114c8bc27b0f1cca95f3e708ca473262adba022e4b','fr','2026-01-02','titre 0','TITRE 0','tender',0.8765,'phrase 0

autre phrase 0','PHRASE 0

AUTRE PHRASE 0',1,'archive.jsonl',NULL,1,'9d96e5ac39f375bb','44d48b45bf2578b4','{"version":"veille.record.v1","id":"a0","key":"49a6160c44daba87885d3aff92ff5c948a21e7bf9176966f06b0a86069b0b96e","content_hash":"93acdba76bb75ce036764c114c8bc27b0f1cca95f3e708ca473262adba022e4b","source":{"path":"archive.jsonl","member":null,"line":1,"offset":null,"length":null,"sha256":null},"lang":"fr","published":"2026-01-02","title":"titre 0","title_en":"TITRE 0","body":"phrase 0\n\nautre phrase 0","body_en":"PHRASE 0\n\nAUTRE PHRASE 0","segments":[{"text":"titre 0","kind":"title","label":"content","score":0.9877,"lang":"fr","en":"TITRE 0","reasons":[]},{"text":"phrase 0","kind":"paragraph","label":"content","score":0.9877,"lang":"fr","en":"PHRASE 0","reasons":[]},{"text":"autre phrase 0","kind":"paragraph","label":"content","score":0.9877,"lang":"fr","en":"AUTRE PHRASE 0","reasons":[]},{"text":"win 0","kind":"paragraph","label":"spam","score":0.9877,"lang":"fr","en":null,"reasons":["it says win"]}],"edits":[{"segment":0,"found":"a","fixed":"b","class":"case","reason":"upper case","start":0,"score":0.5}],"events":[{"type":"tender","score":0.75,"primary":true,"evidence":[1]},{"type":"funding","score":0.25,"primary":false,"evidence":[]}],"names":["CHU de Nantes"],"checks":[],"confidence":0.8765,"meta":{"n":"é"},"provenance":{"veille":"0.1.0","model_hash":"9d96e5ac39f375bb","config_hash":"44d48b45bf2578b4","steps":[{"stage":"split","model":"","config":"s1","seconds":2.3e-05},{"stage":"faulty","model":"","config":"f1","seconds":2e-06},{"stage":"upper","model":"m1","config":"u1","seconds":5.7e-05}]}}');
INSERT INTO "articles" VALUES(2,'2df05b8f991b08b2fe76af64993cfac919e59883934d961fbccf77dfb87ce43c','a1','bb174491c1b37e9447b0401903a4fbd0613f269818bf86656869af95e7653e27','fr','2026-01-02','titre 1','TITRE 1','tender',0.8765,'phrase 1

autre phrase 1','PHRASE 1

AUTRE PHRASE 1',1,'archive.jsonl',NULL,2,'9d96e5ac39f375bb','44d48b45bf2578b4','{"version":"veille.record.v1","id":"a1","key":"2df05b8f991b08b2fe76af64993cfac919e59883934d961fbccf77dfb87ce43c","content_hash":"bb174491c1b37e9447b0401903a4fbd0613f269818bf86656869af95e7653e27","source":{"path":"archive.jsonl","member":null,"line":2,"offset":null,"length":null,"sha256":null},"lang":"fr","published":"2026-01-02","title":"titre 1","title_en":"TITRE 1","body":"phrase 1\n\nautre phrase 1","body_en":"PHRASE 1\n\nAUTRE PHRASE 1","segments":[{"text":"titre 1","kind":"title","label":"content","score":0.9877,"lang":"fr","en":"TITRE 1","reasons":[]},{"text":"phrase 1","kind":"paragraph","label":"content","score":0.9877,"lang":"fr","en":"PHRASE 1","reasons":[]},{"text":"autre phrase 1","kind":"paragraph","label":"content","score":0.9877,"lang":"fr","en":"AUTRE PHRASE 1","reasons":[]},{"text":"win 1","kind":"paragraph","label":"spam","score":0.9877,"lang":"fr","en":null,"reasons":["it says win"]}],"edits":[{"segment":0,"found":"a","fixed":"b","class":"case","reason":"upper case","start":0,"score":0.5}],"events":[{"type":"tender","score":0.75,"primary":true,"evidence":[1]},{"type":"funding","score":0.25,"primary":false,"evidence":[]}],"names":["CHU de Nantes"],"checks":[],"confidence":0.8765,"meta":{"n":"é"},"provenance":{"veille":"0.1.0","model_hash":"9d96e5ac39f375bb","config_hash":"44d48b45bf2578b4","steps":[{"stage":"split","model":"","config":"s1","seconds":2.3e-05},{"stage":"faulty","model":"","config":"f1","seconds":2e-06},{"stage":"upper","model":"m1","config":"u1","seconds":5.7e-05}]}}');
INSERT INTO "articles" VALUES(3,'ab287685e7bf975424de6a94b11130d96f841ac82582425160afd62d4bb934ba','a2','b5bda0796f7a40ed7a645de68d6f26832ed8f6b95c42abb0782c4794cd1b0779','fr','2026-01-02','titre 2','TITRE 2','tender',0.8765,'phrase 2

autre phrase 2','PHRASE 2

AUTRE PHRASE 2',1,'archive.jsonl',NULL,3,'9d96e5ac39f375bb','44d48b45bf2578b4','{"version":"veille.record.v1","id":"a2","key":"ab287685e7bf975424de6a94b11130d96f841ac82582425160afd62d4bb934ba","content_hash":"b5bda0796f7a40ed7a645de68d6f26832ed8f6b95c42abb0782c4794cd1b0779","source":{"path":"archive.jsonl","member":null,"line":3,"offset":null,"length":null,"sha256":null},"lang":"fr","published":"2026-01-02","title":"titre 2","title_en":"TITRE 2","body":"phrase 2\n\nautre phrase 2","body_en":"PHRASE 2\n\nAUTRE PHRASE 2","segments":[{"text":"titre 2","kind":"title","label":"content","score":0.9877,"lang":"fr","en":"TITRE 2","reasons":[]},{"text":"phrase 2","kind":"paragraph","label":"content","score":0.9877,"lang":"fr","en":"PHRASE 2","reasons":[]},{"text":"autre phrase 2","kind":"paragraph","label":"content","score":0.9877,"lang":"fr","en":"AUTRE PHRASE 2","reasons":[]},{"text":"win 2","kind":"paragraph","label":"spam","score":0.9877,"lang":"fr","en":null,"reasons":["it says win"]}],"edits":[{"segment":0,"found":"a","fixed":"b","class":"case","reason":"upper case","start":0,"score":0.5}],"events":[{"type":"tender","score":0.75,"primary":true,"evidence":[1]},{"type":"funding","score":0.25,"primary":false,"evidence":[]}],"names":["CHU de Nantes"],"checks":[],"confidence":0.8765,"meta":{"n":"é"},"provenance":{"veille":"0.1.0","model_hash":"9d96e5ac39f375bb","config_hash":"44d48b45bf2578b4","steps":[{"stage":"split","model":"","config":"s1","seconds":2.3e-05},{"stage":"faulty","model":"","config":"f1","seconds":2e-06},{"stage":"upper","model":"m1","config":"u1","seconds":5.7e-05}]}}');
INSERT INTO "articles" VALUES(4,'32967e441bd29496a6ac268f2a14f1cac9c9c83ae9a42d6526915086663c7784','a4','94cab3fdef2bc0562833a1e7f810c6ecaa5ef07bad5a5bbc24948c98236606a5','fr','2026-01-02','titre 4','TITRE 4','tender',0.8765,'phrase 4

autre phrase 4','PHRASE 4

AUTRE PHRASE 4',1,'archive.jsonl',NULL,5,'9d96e5ac39f375bb','44d48b45bf2578b4','{"version":"veille.record.v1","id":"a4","key":"32967e441bd29496a6ac268f2a14f1cac9c9c83ae9a42d6526915086663c7784","content_hash":"94cab3fdef2bc0562833a1e7f810c6ecaa5ef07bad5a5bbc24948c98236606a5","source":{"path":"archive.jsonl","member":null,"line":5,"offset":null,"length":null,"sha256":null},"lang":"fr","published":"2026-01-02","title":"titre 4","title_en":"TITRE 4","body":"phrase 4\n\nautre phrase 4","body_en":"PHRASE 4\n\nAUTRE PHRASE 4","segments":[{"text":"titre 4","kind":"title","label":"content","score":0.9877,"lang":"fr","en":"TITRE 4","reasons":[]},{"text":"phrase 4","kind":"paragraph","label":"content","score":0.9877,"lang":"fr","en":"PHRASE 4","reasons":[]},{"text":"autre phrase 4","kind":"paragraph","label":"content","score":0.9877,"lang":"fr","en":"AUTRE PHRASE 4","reasons":[]},{"text":"win 4","kind":"paragraph","label":"spam","score":0.9877,"lang":"fr","en":null,"reasons":["it says win"]}],"edits":[{"segment":0,"found":"a","fixed":"b","class":"case","reason":"upper case","start":0,"score":0.5}],"events":[{"type":"tender","score":0.75,"primary":true,"evidence":[1]},{"type":"funding","score":0.25,"primary":false,"evidence":[]}],"names":["CHU de Nantes"],"checks":[],"confidence":0.8765,"meta":{"n":"é"},"provenance":{"veille":"0.1.0","model_hash":"9d96e5ac39f375bb","config_hash":"44d48b45bf2578b4","steps":[{"stage":"split","model":"","config":"s1","seconds":2.3e-05},{"stage":"faulty","model":"","config":"f1","seconds":2e-06},{"stage":"upper","model":"m1","config":"u1","seconds":5.7e-05}]}}');
INSERT INTO "articles" VALUES(5,'894f6b98be302a2d00d15f9927530e932f2576c11a8c24979d3ca8c6bba9d835','a6','32f96dfa944c873f83e51e049a48bb7c17163b0069312c50f57aebc24a656c75','fr','2026-01-02','titre 6','TITRE 6','tender',0.8765,'phrase 6

autre phrase 6','PHRASE 6

AUTRE PHRASE 6',1,'archive.jsonl',NULL,7,'9d96e5ac39f375bb','44d48b45bf2578b4','{"version":"veille.record.v1","id":"a6","key":"894f6b98be302a2d00d15f9927530e932f2576c11a8c24979d3ca8c6bba9d835","content_hash":"32f96dfa944c873f83e51e049a48bb7c17163b0069312c50f57aebc24a656c75","source":{"path":"archive.jsonl","member":null,"line":7,"offset":null,"length":null,"sha256":null},"lang":"fr","published":"2026-01-02","title":"titre 6","title_en":"TITRE 6","body":"phrase 6\n\nautre phrase 6","body_en":"PHRASE 6\n\nAUTRE PHRASE 6","segments":[{"text":"titre 6","kind":"title","label":"content","score":0.9877,"lang":"fr","en":"TITRE 6","reasons":[]},{"text":"phrase 6","kind":"paragraph","label":"content","score":0.9877,"lang":"fr","en":"PHRASE 6","reasons":[]},{"text":"autre phrase 6","kind":"paragraph","label":"content","score":0.9877,"lang":"fr","en":"AUTRE PHRASE 6","reasons":[]},{"text":"win 6","kind":"paragraph","label":"spam","score":0.9877,"lang":"fr","en":null,"reasons":["it says win"]}],"edits":[{"segment":0,"found":"a","fixed":"b","class":"case","reason":"upper case","start":0,"score":0.5}],"events":[{"type":"tender","score":0.75,"primary":true,"evidence":[1]},{"type":"funding","score":0.25,"primary":false,"evidence":[]}],"names":["CHU de Nantes"],"checks":[],"confidence":0.8765,"meta":{"n":"é"},"provenance":{"veille":"0.1.0","model_hash":"9d96e5ac39f375bb","config_hash":"44d48b45bf2578b4","steps":[{"stage":"split","model":"","config":"s1","seconds":2.3e-05},{"stage":"faulty","model":"","config":"f1","seconds":2e-06},{"stage":"upper","model":"m1","config":"u1","seconds":5.7e-05}]}}');
CREATE TABLE checks (
	article INTEGER NOT NULL, 
	number INTEGER NOT NULL, 
	kind TEXT NOT NULL, 
	detail TEXT NOT NULL, 
	segment INTEGER, 
	PRIMARY KEY (article, number), 
	FOREIGN KEY(article) REFERENCES articles (seq) ON DELETE CASCADE
);
CREATE TABLE edits (
	article INTEGER NOT NULL, 
	number INTEGER NOT NULL, 
	segment INTEGER NOT NULL, 
	found TEXT NOT NULL, 
	fixed TEXT NOT NULL, 
	class TEXT NOT NULL, 
	reason TEXT NOT NULL, 
	score FLOAT, 
	PRIMARY KEY (article, number), 
	FOREIGN KEY(article) REFERENCES articles (seq) ON DELETE CASCADE
);
INSERT INTO "edits" VALUES(1,0,0,'a','b','case','upper case',0.5);
INSERT INTO "edits" VALUES(2,0,0,'a','b','case','upper case',0.5);
INSERT INTO "edits" VALUES(3,0,0,'a','b','case','upper case',0.5);
INSERT INTO "edits" VALUES(4,0,0,'a','b','case','upper case',0.5);
INSERT INTO "edits" VALUES(5,0,0,'a','b','case','upper case',0.5);
CREATE TABLE events (
	article INTEGER NOT NULL, 
	number INTEGER NOT NULL, 
	type TEXT NOT NULL, 
	score FLOAT NOT NULL, 
	"primary" BOOLEAN NOT NULL, 
	PRIMARY KEY (article, number), 
	FOREIGN KEY(article) REFERENCES articles (seq) ON DELETE CASCADE
);
INSERT INTO "events" VALUES(1,0,'tender',0.75,1);
INSERT INTO "events" VALUES(1,1,'funding',0.25,0);
INSERT INTO "events" VALUES(2,0,'tender',0.75,1);
INSERT INTO "events" VALUES(2,1,'funding',0.25,0);
INSERT INTO "events" VALUES(3,0,'tender',0.75,1);
INSERT INTO "events" VALUES(3,1,'funding',0.25,0);
INSERT INTO "events" VALUES(4,0,'tender',0.75,1);
INSERT INTO "events" VALUES(4,1,'funding',0.25,0);
INSERT INTO "events" VALUES(5,0,'tender',0.75,1);
INSERT INTO "events" VALUES(5,1,'funding',0.25,0);
CREATE TABLE names (
	article INTEGER NOT NULL, 
	number INTEGER NOT NULL, 
	name TEXT NOT NULL, 
	PRIMARY KEY (article, number), 
	FOREIGN KEY(article) REFERENCES articles (seq) ON DELETE CASCADE
);
INSERT INTO "names" VALUES(1,0,'CHU de Nantes');
INSERT INTO "names" VALUES(2,0,'CHU de Nantes');
INSERT INTO "names" VALUES(3,0,'CHU de Nantes');
INSERT INTO "names" VALUES(4,0,'CHU de Nantes');
INSERT INTO "names" VALUES(5,0,'CHU de Nantes');
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
INSERT INTO "quarantine" VALUES(3,'bb9a59b52af1f1e4ab7d3164f5e26cd87c612b94ba6a45104421d47d4da798a2','waiting','faulty','stage_error','ValueError: poison','ValueError: poison','archive.jsonl',NULL,8,NULL,'{"path": "archive.jsonl", "member": null, "line": 8, "offset": null, "length": null, "sha256": null}','f6347b1dea7e8c8a3b63a7a4f1c565bd73bc1b178a61396e8ce72b64f5aa738e','fa4903425111ac7ea4e9bd5f806cef1e7255f36993251c3512ecb3a5e29e1119','{"id":"a7","source":{"path":"archive.jsonl","member":null,"line":8,"offset":null,"length":null,"sha256":null},"content_hash":"f6347b1dea7e8c8a3b63a7a4f1c565bd73bc1b178a61396e8ce72b64f5aa738e","title":null,"text":"poison 7","blocks":[],"lang":"fr","published":"2026-01-02","meta":{"n":"é"},"segments":[{"text":"poison 7","kind":"title","lead":"","layout":null,"lang":"fr","label":"content","score":0.98765,"reasons":[],"sentences":[],"en":null}],"edits":[],"events":[],"names":[],"checks":[],"confidence":null,"steps":[{"stage":"split","model":"","config":"s1","seconds":0.000023}]}',NULL,1,'2026-11-28T21:05:07+00:00');
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
INSERT INTO "runs" VALUES(1,'2026-11-28T21:05:07+00:00','2026-11-28T21:05:07+00:00','2026-11-28T21:05:07+00:00','done','host:1','{"limit": null, "dry_run": false, "fresh": false, "workers": 1, "batch": 128, "timeout": 900.0, "batch_chars": 2000000, "to": ["sqlite:///one.db"]}','9d96e5ac39f375bb','44d48b45bf2578b4','{"read": 8, "stored": 5, "already_there": 0, "quarantined": 3, "to_do": 0, "unfinished": 0, "words": 49, "worked": 7, "seconds": 0.045, "signal": null, "reasons": {"malformed": 1, "no_content": 1, "stage_error": 1}}');
CREATE TABLE segments (
	article INTEGER NOT NULL, 
	number INTEGER NOT NULL, 
	kind TEXT NOT NULL, 
	label TEXT, 
	score FLOAT, 
	lang TEXT, 
	text TEXT NOT NULL, 
	en TEXT, 
	reasons TEXT NOT NULL, 
	PRIMARY KEY (article, number), 
	FOREIGN KEY(article) REFERENCES articles (seq) ON DELETE CASCADE
);
INSERT INTO "segments" VALUES(1,0,'title','content',0.9877,'fr','titre 0','TITRE 0','');
INSERT INTO "segments" VALUES(1,1,'paragraph','content',0.9877,'fr','phrase 0','PHRASE 0','');
INSERT INTO "segments" VALUES(1,2,'paragraph','content',0.9877,'fr','autre phrase 0','AUTRE PHRASE 0','');
INSERT INTO "segments" VALUES(1,3,'paragraph','spam',0.9877,'fr','win 0',NULL,'it says win');
INSERT INTO "segments" VALUES(2,0,'title','content',0.9877,'fr','titre 1','TITRE 1','');
INSERT INTO "segments" VALUES(2,1,'paragraph','content',0.9877,'fr','phrase 1','PHRASE 1','');
INSERT INTO "segments" VALUES(2,2,'paragraph','content',0.9877,'fr','autre phrase 1','AUTRE PHRASE 1','');
INSERT INTO "segments" VALUES(2,3,'paragraph','spam',0.9877,'fr','win 1',NULL,'it says win');
INSERT INTO "segments" VALUES(3,0,'title','content',0.9877,'fr','titre 2','TITRE 2','');
INSERT INTO "segments" VALUES(3,1,'paragraph','content',0.9877,'fr','phrase 2','PHRASE 2','');
INSERT INTO "segments" VALUES(3,2,'paragraph','content',0.9877,'fr','autre phrase 2','AUTRE PHRASE 2','');
INSERT INTO "segments" VALUES(3,3,'paragraph','spam',0.9877,'fr','win 2',NULL,'it says win');
INSERT INTO "segments" VALUES(4,0,'title','content',0.9877,'fr','titre 4','TITRE 4','');
INSERT INTO "segments" VALUES(4,1,'paragraph','content',0.9877,'fr','phrase 4','PHRASE 4','');
INSERT INTO "segments" VALUES(4,2,'paragraph','content',0.9877,'fr','autre phrase 4','AUTRE PHRASE 4','');
INSERT INTO "segments" VALUES(4,3,'paragraph','spam',0.9877,'fr','win 4',NULL,'it says win');
INSERT INTO "segments" VALUES(5,0,'title','content',0.9877,'fr','titre 6','TITRE 6','');
INSERT INTO "segments" VALUES(5,1,'paragraph','content',0.9877,'fr','phrase 6','PHRASE 6','');
INSERT INTO "segments" VALUES(5,2,'paragraph','content',0.9877,'fr','autre phrase 6','AUTRE PHRASE 6','');
INSERT INTO "segments" VALUES(5,3,'paragraph','spam',0.9877,'fr','win 6',NULL,'it says win');
CREATE TABLE veille (
	name TEXT NOT NULL, 
	value TEXT, 
	PRIMARY KEY (name)
);
INSERT INTO "veille" VALUES('schema','1');
CREATE INDEX quarantine_place ON quarantine (source_path, source_member);
CREATE INDEX ix_quarantine_content_hash ON quarantine (content_hash);
CREATE INDEX ix_quarantine_key ON quarantine ("key");
CREATE INDEX ix_articles_source_path ON articles (source_path);
CREATE INDEX ix_articles_id ON articles (id);
CREATE INDEX ix_articles_content_hash ON articles (content_hash);
CREATE INDEX ix_articles_primary_event ON articles (primary_event);
CREATE INDEX ix_segments_label ON segments (label);
CREATE INDEX ix_edits_class ON edits (class);
CREATE INDEX ix_events_type ON events (type);
CREATE INDEX ix_names_name ON names (name);
CREATE INDEX ix_checks_kind ON checks (kind);
CREATE VIEW latest AS SELECT * FROM articles
WHERE seq IN (SELECT max(seq) FROM articles GROUP BY content_hash);
CREATE VIEW set_aside AS SELECT a.key, a.id, a.title_en, s.number AS segment, s.label, s.score,
s.reasons, s.text FROM segments s JOIN latest a ON a.seq = s.article
WHERE s.label IN ('boilerplate', 'spam');
COMMIT;
