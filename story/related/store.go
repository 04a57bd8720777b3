package related

import (
	"database/sql"
	"errors"
	"fmt"
	"strings"

	_ "modernc.org/sqlite" // the full-text index
)

// A store is SQLite's full-text index in memory.
type store struct {
	db           *sql.DB
	match, often *sql.Stmt
}

// A hit says how much a word counts for a doc.
type hit struct {
	doc   int
	word  string
	score float64
	often int // how often both texts together have it
}

// open makes an empty store.
func open(language string) (*store, error) {
	db, err := sql.Open("sqlite", ":memory:")
	if err != nil {
		return nil, fmt.Errorf("open a text index: %w", err)
	}
	db.SetMaxOpenConns(1) // each connection would have a memory of its own
	reader := "unicode61"
	if base, _, _ := strings.Cut(strings.ToLower(language), "-"); base == "en" {
		reader = "porter unicode61"
	}
	if _, err := db.Exec(`
		CREATE VIRTUAL TABLE docs USING fts5(title, text, content='', tokenize='` + reader + `');
		CREATE VIRTUAL TABLE words USING fts5(word, content='', tokenize='` + reader + `');
		CREATE VIRTUAL TABLE terms USING fts5vocab(docs, 'row');
		CREATE VIRTUAL TABLE places USING fts5vocab(docs, 'instance');
		CREATE VIRTUAL TABLE stems USING fts5vocab(words, 'instance');`); err != nil {
		return nil, errors.Join(fmt.Errorf("make a text index: %w", err), db.Close())
	}
	s := &store{db: db}
	if s.match, err = db.Prepare(`SELECT rowid, -bm25(docs, 2.0, 1.0) FROM docs WHERE docs MATCH ?`); err == nil {
		s.often, err = db.Prepare(`SELECT doc, count(*) FROM places WHERE term = ? GROUP BY doc`)
	}
	if err != nil {
		return nil, errors.Join(fmt.Errorf("make a text index: %w", err), s.close())
	}
	return s, nil
}

// close gives the memory back; statements go with their database.
func (s *store) close() error { return s.db.Close() }

// add indexes docs; a doc's row is its place among them.
func (s *store) add(docs []Doc) error {
	return s.fill(`INSERT INTO docs(rowid, title, text) VALUES (?, ?, ?)`, len(docs), func(i int) []any {
		return []any{i, docs[i].Title, docs[i].Text}
	})
}

// fill inserts n rows at once.
func (s *store) fill(statement string, n int, row func(i int) []any) error {
	tx, err := s.db.Begin()
	if err != nil {
		return fmt.Errorf("fill a text index: %w", err)
	}
	defer func() { _ = tx.Rollback() }()
	insert, err := tx.Prepare(statement)
	if err != nil {
		return fmt.Errorf("fill a text index: %w", err)
	}
	for i := range n {
		if _, err := insert.Exec(row(i)...); err != nil {
			return fmt.Errorf("fill a text index: %w", err)
		}
	}
	if err := tx.Commit(); err != nil {
		return fmt.Errorf("fill a text index: %w", err)
	}
	return nil
}

// A stem is what a word is compared by, and how many docs have it.
type stem struct {
	stem string
	docs int
}

// stems are the stems of those words that some doc has, by their places.
func (s *store) stems(words []counted) (map[int]stem, error) {
	if _, err := s.db.Exec(`INSERT INTO words(words) VALUES ('delete-all')`); err != nil {
		return nil, fmt.Errorf("empty a text index: %w", err)
	}
	err := s.fill(`INSERT INTO words(rowid, word) VALUES (?, ?)`, len(words), func(i int) []any {
		return []any{i, words[i].word}
	})
	if err != nil {
		return nil, err
	}
	found := make(map[int]stem)
	var word, docs int
	var text string
	rows, err := s.db.Query(`SELECT stems.doc, stems.term, terms.doc FROM stems CROSS JOIN terms ON terms.term = stems.term`)
	err = each(rows, err, func() { found[word] = stem{text, docs} }, &word, &text, &docs)
	return found, err
}

// score is how much a term counts for each doc that has it. What stands in a
// title counts twice.
func (s *store) score(t term) ([]hit, error) {
	often := make(map[int]int)
	var doc, n int
	rows, err := s.often.Query(t.stem)
	if err := each(rows, err, func() { often[doc] = n }, &doc, &n); err != nil {
		return nil, err
	}
	var hits []hit
	var score float64
	rows, err = s.match.Query(`"` + t.word + `"`)
	err = each(rows, err, func() {
		hits = append(hits, hit{doc: doc, word: t.word, score: score * t.weight, often: often[doc] + t.often})
	}, &doc, &score)
	return hits, err
}

// each reads all rows of an answer.
func each(rows *sql.Rows, err error, row func(), into ...any) error {
	if err != nil {
		return fmt.Errorf("search a text index: %w", err)
	}
	defer func() { _ = rows.Close() }()
	for rows.Next() {
		if err := rows.Scan(into...); err != nil {
			return fmt.Errorf("search a text index: %w", err)
		}
		row()
	}
	if err := rows.Err(); err != nil {
		return fmt.Errorf("search a text index: %w", err)
	}
	return nil
}
