package queue

// Every statement the package runs. Those that name river_job do what River
// has no method for; each says why.
const (
	sqlProbe = `INSERT INTO probe (id, at) VALUES (1, ?) ON CONFLICT (id) DO UPDATE SET at = excluded.at`

	// Recovery. Only the holder of the file lock runs these, so nobody else can
	// be running a job or leading: without them the jobs of a killed process
	// wait an hour to be rescued, and a new leader waits for the old one's term.
	sqlReleaseRunning = `UPDATE river_job SET state = 'available' WHERE state = 'running'`
	sqlReleaseLeader  = `DELETE FROM river_leader`
	sqlOrphans        = `SELECT DISTINCT key FROM inbox WHERE state = 'pending' AND key NOT IN (
		SELECT json_extract(args, '$.key') FROM river_job
		WHERE kind = ? AND state IN ('available', 'pending', 'retryable', 'running', 'scheduled'))`

	// The rows that a killed process was handling; a run that ended has none.
	sqlRunning     = `SELECT running FROM entity WHERE running <> 0`
	sqlCountDeath  = `UPDATE inbox SET deaths = deaths + 1 WHERE state = 'pending' AND id = ? RETURNING guid, event, key, deaths`
	sqlSetAside    = `UPDATE inbox SET state = 'failed', finished_at = ?, last_error = ? WHERE id = ?`
	sqlStopRunning = `UPDATE entity SET running = 0 WHERE running <> 0`

	// Intake. A known GUID changes nothing, unless its delivery failed for good:
	// then it is as if it had not been there.
	sqlInsert = `INSERT INTO inbox (guid, key, event, action,
			installation, repository, owner, name, kind, number, edge, received_at, payload)
		VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
		ON CONFLICT (guid) DO UPDATE SET key = excluded.key, event = excluded.event, action = excluded.action,
			installation = excluded.installation, repository = excluded.repository, owner = excluded.owner,
			name = excluded.name, kind = excluded.kind, number = excluded.number,
			edge = excluded.edge, received_at = excluded.received_at, payload = excluded.payload,
			state = 'pending', attempts = 0, deaths = 0, finished_at = NULL, last_error = NULL
		WHERE inbox.state = 'failed'`
	sqlBumpEntity = `INSERT INTO entity (key, generation) VALUES (?, 1)
		ON CONFLICT (key) DO UPDATE SET generation = generation + 1`

	// River's scheduler moves due jobs every 5 s only. It makes a job that is due
	// sooner available at once (fetching looks at scheduled_at as well), but not
	// on insert: do the same here, so that the time to gather is what was asked.
	sqlMakeAvailable = `UPDATE river_job SET state = 'available' WHERE id = ? AND state = 'scheduled'`

	// A run. What it is at stands in the entity's row, which it writes anyway,
	// and not in the inbox, whose rows are as long as their payloads.
	sqlTake = `INSERT INTO entity (key, fence, running) VALUES (?, 1, ?) ON CONFLICT (key) DO UPDATE
		SET fence = fence + 1, taken = generation, running = excluded.running RETURNING fence`
	sqlBatch = `SELECT id, guid, event, action, installation, repository, owner, name, kind, number,
			edge, received_at, attempts, deaths
		FROM inbox WHERE state = 'pending' AND key = ? ORDER BY id LIMIT ?`
	sqlBegin   = `UPDATE entity SET running = ? WHERE key = ? AND fence = ?`
	sqlPayload = `SELECT payload FROM inbox WHERE id = ?`
	sqlFence   = `SELECT fence FROM entity WHERE key = ?`
	sqlFinish  = `UPDATE inbox SET state = ?, finished_at = ?, payload = NULL
		WHERE state = 'pending' AND id IN (SELECT value FROM json_each(?))`
	sqlFail       = `UPDATE inbox SET state = 'failed', finished_at = ?, attempts = ?, last_error = ? WHERE id = ?`
	sqlAttempt    = `UPDATE inbox SET attempts = ?, last_error = ? WHERE id = ?`
	sqlHasPending = `SELECT EXISTS (SELECT 1 FROM inbox WHERE state = 'pending' AND key = ?)`
	sqlHasNewer   = `SELECT EXISTS (SELECT 1 FROM entity WHERE key = ? AND generation > taken)`
	sqlPause      = `INSERT INTO pause (installation, until) VALUES (?, ?)
		ON CONFLICT (installation) DO UPDATE SET until = max(until, excluded.until)`
	sqlPausedUntil = `SELECT until FROM pause WHERE installation = ?`

	// Looking on, and cleaning up.
	sqlPendingStats = `SELECT count(*), coalesce(min(received_at), 0) FROM inbox WHERE state = 'pending'`
	sqlFailedStats  = `SELECT count(*) FROM inbox WHERE state = 'failed'`
	sqlIdle         = `SELECT NOT EXISTS (SELECT 1 FROM inbox WHERE state = 'pending') AND NOT EXISTS (
		SELECT 1 FROM river_job WHERE state IN ('available', 'pending', 'retryable', 'running', 'scheduled'))`
	sqlPruneInbox = `DELETE FROM inbox WHERE id IN (
		SELECT id FROM inbox WHERE state <> 'pending' AND finished_at < CASE state WHEN 'failed' THEN ? ELSE ? END LIMIT 500)`
	sqlPrunePauses = `DELETE FROM pause WHERE until < ?`
)
