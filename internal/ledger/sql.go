package ledger

// Every statement the package runs.
const (
	sqlDone       = `SELECT EXISTS (SELECT 1 FROM effect WHERE id = ?)`
	sqlRecordDone = `INSERT INTO effect (id, done_at) VALUES (?, ?) ON CONFLICT (id) DO NOTHING`

	sqlAddLink = `INSERT INTO link (effect, repository, login, given_at) VALUES (?, ?, ?, ?)
		ON CONFLICT (effect) DO NOTHING`
	sqlCountLinks = `SELECT count(*) FILTER (WHERE login = ?), count(*) FROM link WHERE repository = ? AND given_at >= ?`

	sqlRepository     = `SELECT owner, name, installation FROM repository WHERE id = ?`
	sqlSaveRepository = `INSERT INTO repository (id, owner, name, installation) VALUES (?, ?, ?, ?)
		ON CONFLICT (id) DO UPDATE SET owner = excluded.owner, name = excluded.name, installation = excluded.installation`
	sqlSettings     = `SELECT settings FROM repository WHERE id = ? AND settings IS NOT NULL`
	sqlSaveSettings = `INSERT INTO repository (id, owner, name, installation, settings) VALUES (?, ?, ?, ?, ?)
		ON CONFLICT (id) DO UPDATE SET owner = excluded.owner, name = excluded.name,
			installation = excluded.installation, settings = excluded.settings`

	sqlLabels   = `SELECT name, intended FROM label WHERE subject = ? ORDER BY intended, position`
	sqlNoLabels = `DELETE FROM label WHERE subject = ?`
	sqlAddLabel = `INSERT INTO label (subject, intended, position, name) VALUES (?, ?, ?, ?)`

	sqlWaivers   = `SELECT rule, reason, waived_by, waived_at FROM waiver WHERE subject = ? ORDER BY position`
	sqlNoWaivers = `DELETE FROM waiver WHERE subject = ?`
	sqlAddWaiver = `INSERT INTO waiver (subject, position, rule, reason, waived_by, waived_at) VALUES (?, ?, ?, ?, ?, ?)`

	sqlClaim     = `SELECT login, claimed_at, assigned FROM claim WHERE subject = ?`
	sqlNoClaim   = `DELETE FROM claim WHERE subject = ?`
	sqlSaveClaim = `INSERT INTO claim (subject, repository, kind, number, login, claimed_at, assigned) VALUES (?, ?, ?, ?, ?, ?, ?)`
	sqlIdle      = `SELECT c.login, c.claimed_at, c.assigned, c.kind, c.number, r.id, r.owner, r.name, r.installation
		FROM claim AS c JOIN repository AS r ON r.id = c.repository WHERE c.claimed_at < ? ORDER BY c.claimed_at, c.subject`

	sqlCheck     = `SELECT checked_at, told FROM recheck WHERE subject = ?`
	sqlNoCheck   = `DELETE FROM recheck WHERE subject = ?`
	sqlSaveCheck = `INSERT INTO recheck (subject, checked_at, told) VALUES (?, ?, ?)`

	sqlProposal     = `SELECT branch, number, head_oid FROM proposal WHERE subject = ?`
	sqlNoProposal   = `DELETE FROM proposal WHERE subject = ?`
	sqlSaveProposal = `INSERT INTO proposal (subject, branch, number, head_oid) VALUES (?, ?, ?, ?)`

	sqlHold     = `SELECT held_by, reason, held_at FROM hold WHERE subject = ?`
	sqlNoHold   = `DELETE FROM hold WHERE subject = ?`
	sqlSaveHold = `INSERT INTO hold (subject, held_by, reason, held_at) VALUES (?, ?, ?, ?)`

	sqlMute     = `SELECT muted_by, muted_at FROM mute WHERE subject = ?`
	sqlNoMute   = `DELETE FROM mute WHERE subject = ?`
	sqlSaveMute = `INSERT INTO mute (subject, muted_by, muted_at) VALUES (?, ?, ?)`

	sqlPruneEffects = `DELETE FROM effect WHERE id IN (SELECT id FROM effect WHERE done_at < ? LIMIT 500)`
	sqlPruneLinks   = `DELETE FROM link WHERE effect IN (SELECT effect FROM link WHERE given_at < ? LIMIT 500)`
)
