package replay

import (
	"errors"
	"io/fs"
	"path/filepath"
	"slices"
)

// Quiet reports whether the bot stays silent where there is nothing to say.
type Quiet struct {
	// NoStory are the pull requests that touch no story, Mechanical those that
	// only fix links, fences and the like in many.
	NoStory    Silence `json:"no_story"`
	Mechanical Silence `json:"mechanical"`
}

// Silence counts the pull requests of one sort.
type Silence struct {
	Pulls  int `json:"pulls"`
	Silent int `json:"silent"` // no comment
	// Offended are what was said and should not have been: of a pull request
	// without a story anything, of an edit a finding at lines it did not touch
	// or a comment without any finding.
	Offended []Offence `json:"offended"`
	// Said are the findings on lines that were touched.
	Said []Offence `json:"said"`
}

// Offence is something said at a pull request.
type Offence struct {
	Pull    int      `json:"pull"`
	Finding *Finding `json:"finding,omitempty"` // nil: a comment without any
}

// carried is a row of the table of mechanical edits.
type carried struct {
	PR int `json:"pr"`
}

func (h *History) judgeQuiet(c *corpus) error {
	rows, err := readTable[carried](filepath.Join(c.dir, "labels_carried.jsonl"))
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	h.Quiet.NoStory.Offended, h.Quiet.NoStory.Said = []Offence{}, []Offence{}
	h.Quiet.Mechanical.Offended, h.Quiet.Mechanical.Said = []Offence{}, []Offence{}
	for i := range h.Pulls {
		p := &h.Pulls[i]
		switch {
		case p.Class == "no_story":
			h.Quiet.NoStory.add(p, false)
		case slices.Contains(rows, carried{p.Number}):
			h.Quiet.Mechanical.add(p, true)
		}
	}
	return nil
}

// add counts a pull request; touched reports whether it may be told of lines it
// touched.
func (s *Silence) add(p *Played, touched bool) {
	s.Pulls++
	spoke := false
	for _, state := range p.States {
		spoke = spoke || state.Comment != "none"
	}
	if !spoke {
		s.Silent++
	}
	at := p.head()
	for i := range at.Findings {
		said := Offence{Pull: p.Number, Finding: &at.Findings[i]}
		if touched && !said.Finding.Untouched {
			s.Said = append(s.Said, said)
		} else {
			s.Offended = append(s.Offended, said)
		}
	}
	if spoke && !p.everFound() {
		s.Offended = append(s.Offended, Offence{Pull: p.Number})
	}
}
