package story_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/storybot-app/storybot/story"
)

// TestWanted reads from a table whether a partner is still to be written.
func TestWanted(t *testing.T) {
	for cell, want := range map[string]story.Pair{
		"not yet written":                        {Wanted: true},
		"*Not yet written!*":                     {Wanted: true},
		"Volunteer wanted":                       {Wanted: true},
		"[Volunteers wanted](how.md)":            {Wanted: true},
		"help needed":                            {Wanted: true},
		"Writer wanted":                          {Wanted: true},
		"looking for a writer":                   {Wanted: true},
		"[Alan sails](shiny_future.md#alan)":     {Linked: true, Target: "shiny_future.md#alan"},
		"[Help wanted at the pier](shiny_f.md)":  {Linked: true, Target: "shiny_f.md"},
		"Alan sails, as nobody has yet written":  {},
		"":                                       {},
		"[not yet written](status_quo.md#write)": {Wanted: true},
	} {
		table := "| Character | Shiny Future |\n| --- | --- |\n| Alan | " + cell + " |\n\nHe sails.\n\n"
		section := "# Status quo\n\n## Alan sails\n\n" + table + "#### FAQ\n\n* **What are the morals of the story?**\n    * Sail.\n"
		file := "# Status quo stories: Alan sails\n\n" + table + "## FAQ\n\n### What are the morals of the story?\n\nSail.\n"
		for name, text := range map[string]string{"status_quo.md": section, "status_quo/alan_sails.md": file} {
			f := story.Parse(name, []byte(text), story.Defaults())
			if len(f.Stories) != 1 {
				t.Fatalf("%s: %d stories", name, len(f.Stories))
			}
			if diff := cmp.Diff(want, f.Stories[0].Pair); diff != "" {
				t.Errorf("%s, %q (-want +got)\n%s", name, cell, diff)
			}
		}
	}
}
