package filename_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/storybot-app/storybot/internal/filename"
)

func parse(t *testing.T, text string) filename.Pattern {
	t.Helper()
	if text == "" {
		return filename.Pattern{}
	}
	p, err := filename.Parse(text)
	if err != nil {
		t.Fatalf("Parse(%q): %v", text, err)
	}
	return p
}

func TestName(t *testing.T) {
	tests := []struct{ name, pattern, teller, title, want string }{
		{"name first", "", "Alan", "Tries to foo", "alan_tries_to_foo.md"},
		{"title has the name", "", "Alan", "Alan tries to foo", "alan_tries_to_foo.md"},
		{"possessive", "", "Alan", "Alan's trust is rewarded", "alans_trust_is_rewarded.md"},
		{"curly apostrophe", "", "Alan", "Alan’s trust", "alans_trust.md"},
		{"another word that begins so", "", "Alan", "Alanine is hard", "alan_alanine_is_hard.md"},
		{"first of two names", "", "Mary Ann", "Mary waits", "mary_waits.md"},
		{"accents", "", "Zoë", "Zoë débogue à Łódź", "zoe_debogue_a_lodz.md"},
		{"full width", "", "Alan", "Ａｌａｎ ２ times", "alan_2_times.md"},
		{"languages", "", "Alan", "Misses C#, C++ & async#12", "alan_misses_c_sharp_cpp_and_async_12.md"},
		{"a path", "", "Alan", "../../etc/passwd", "alan_etc_passwd.md"},
		{"a device, but not alone", "", "Alan", "CON", "alan_con.md"},
		{"right to left", "", "Alan", "\u202eevil\u202c \u200bgnp.exe", "alan_evil_gnp_exe.md"},
		{"NUL and line ends", "", "Alan", "one\x00\r\ntwo", "alan_one_two.md"},
		{"nobody", "", "", "A story without a teller", "a_story_without_a_teller.md"},
		{"emoji beside words", "", "Grace", "🦀 waits", "grace_waits.md"},
		{"long", "", "Alan", strings.Repeat("ever longer ", 25), "alan" + strings.Repeat("_ever_longer", 6) + ".md"},
		{"one long word", "", "Alan", strings.Repeat("z", 300), "alan_" + strings.Repeat("z", 75) + ".md"},
		{"numbered", "{number}-{title}.md", "", "Named loops, again", "0000-named-loops-again.md"},
		{"numbered, and told", "{number}-{teller}-{title}", "Mary Ann", "Waits", "0000-mary-ann-waits.md"},
		{"teller last", "{title}_by_{teller}", "Zoë", "A day", "a_day_by_zoe.md"},
		{"teller last, long", "{title}_by_{teller}", "Zoë", strings.Repeat("z", 300), strings.Repeat("z", 73) + "_by_zoe.md"},
		{"teller last, nobody", "{title}_by_{teller}", "", "A day", "a_day.md"},
		{"title alone", "{title}", "", "A day", "a_day.md"},
		{"fixed text", "RFC-{title}", "", "A day", "RFC-a-day.md"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			p := parse(t, test.pattern)
			got, err := p.Name(test.teller, test.title)
			if err != nil || got != test.want {
				t.Errorf("Name(%q, %q) = %q, %v; want %q", test.teller, test.title, got, err, test.want)
			}
			if !p.Accepts(got, tellers(test.teller)) {
				t.Errorf("%q is proposed and not accepted", got)
			}
		})
	}
}

func tellers(name string) []string {
	if name == "" {
		return nil
	}
	return []string{name}
}

func TestNameRefuses(t *testing.T) {
	tests := []struct {
		name, teller, title string
		want                error
	}{
		{"nothing", "Alan", "", filename.ErrNoTitle},
		{"nothing that shows", "Alan", "\u200b\u202e \t", filename.ErrNoTitle},
		{"only emoji", "Alan", "🦀🚀", filename.ErrNoTitle},
		{"other letters", "Alan", "物語", filename.ErrNoTitle},
		{"only dots", "", "..", filename.ErrNoTitle},
		{"only the name", "Alan", "Alan", filename.ErrOnlyTeller},
		{"only the first name", "Mary Ann", "Mary", filename.ErrOnlyTeller},
		{"a device", "", "Com1", filename.ErrDevice},
	}
	for _, test := range tests {
		if name, err := (filename.Pattern{}).Name(test.teller, test.title); !errors.Is(err, test.want) {
			t.Errorf("%s: Name(%q, %q) = %q, %v; want %v", test.name, test.teller, test.title, name, err, test.want)
		}
	}
}

func TestAccepts(t *testing.T) {
	tests := []struct {
		pattern, name, tellers string
		want                   bool
	}{
		{"", "grace_starts.md", "Grace", true},
		{"", "Graces_Start.md", "Grace", true},
		{"", "grace_starts.md", "Alan", false},
		{"", "grace_starts.md", "Alan, Grace", true},
		{"", "lucía_pierde.md", "Lucía", true},
		{"", "lucia_pierde.md", "Lucía", true},
		{"", "lucia_pierde.md", "Lucía", true},
		{"", "lucas_pierde.md", "Lucía", false},
		{"", "ilja_wartet.md", "Илья", true}, // whose name has no spelling with a to z
		{"", "илья_ждёт.md", "Илья", true},
		{"", "grace.md", "Grace", false},
		{"", "grace-starts.md", "Grace", false},
		{"", "grace__starts.md", "Grace", false},
		{"", "grace_starts.markdown", "Grace", false},
		{"", "grace_starts", "Grace", false},
		{"", "gracefully_starts.md", "Grace", false},
		{"", "mary_ann_waits.md", "Mary Ann", true},
		{"", "mary_waits.md", "Mary Ann", true},
		{"", "ann_waits.md", "Mary Ann", false},
		{"", "my_build_queue_is_awful.md", "", true},
		{"", "my-build-queue.md", "", false},
		{"", "my build queue.md", "", false},
		{"{title}", "my-build-queue.md", "", true},
		{"{title}", "my_build_queue.md", "", true},
		{"{number}-{title}", "0042-named-loops.md", "", true},
		{"{number}-{title}", "42-named-loops.md", "", true},
		{"{number}-{title}", "named-loops.md", "", false},
		{"{number}-{title}", "0042-.md", "", false},
		{"{number}-{title}", "0042_named_loops.md", "", false},
		{"RFC-{title}", "rfc-a-day.md", "", true},
		{"{title}_by_{teller}", "a_day_by_zoe.md", "Zoë", true},
		{"{title}_by_{teller}", "a_day_by_alan.md", "Zoë", false},
	}
	for _, test := range tests {
		var names []string
		if test.tellers != "" {
			names = strings.Split(test.tellers, ", ")
		}
		if got := parse(t, test.pattern).Accepts(test.name, names); got != test.want {
			t.Errorf("%s: Accepts(%q, %q) = %t, want %t", test.pattern, test.name, names, got, test.want)
		}
	}
}

func TestLeads(t *testing.T) {
	for text, want := range map[string]bool{
		"Lucía pierde un día": true, "LUCÍA’S day": true, "lucia": true, "Lucas waits": false, "A day with Lucía": false, "": false,
	} {
		if got := filename.Leads(text, []string{"Lucía"}); got != want {
			t.Errorf("Leads(%q) = %t", text, got)
		}
	}
}

func TestParse(t *testing.T) {
	for text, says := range map[string]string{
		"{teller}_{title}.md": "", "{number}-{title}": "", "{title}": "", "x{title}y": "",
		"":                                  "{title} is missing",
		"{teller}":                          "{title} is missing",
		"{titel}":                           "the places are",
		"{title":                            "the places are",
		"{title}{number}":                   "must stand between {number}",
		"{title}_{title}":                   "{title} can be there once",
		"../{title}":                        "want letters",
		"{title}.html":                      "want letters",
		"a b{title}":                        "want letters",
		strings.Repeat("a", 90) + "{title}": "up to 80",
	} {
		_, err := filename.Parse(text)
		if says == "" && err != nil || says != "" && (err == nil || !strings.Contains(err.Error(), says)) {
			t.Errorf("Parse(%q): %v, want %q", text, err, says)
		}
	}
	if got := (filename.Pattern{}).String(); got != "{teller}_{title}.md" {
		t.Errorf("the default is %q", got)
	}
}

// FuzzName holds every name to the alphabet that is safe everywhere, and to
// being accepted.
func FuzzName(f *testing.F) {
	f.Add("Alan", "../../etc/passwd")
	f.Add("", "nul")
	f.Add("Zoë", strings.Repeat("é", 500))
	f.Add("O'Brien C++", "ｘ²")
	f.Add("Илья", "Илья waits")
	f.Fuzz(func(t *testing.T, teller, title string) {
		for _, pattern := range []string{"", "{number}-{title}", "{title}_by_{teller}", "{title}"} {
			p := parse(t, pattern)
			name, err := p.Name(teller, title)
			if err != nil {
				continue
			}
			stem, ok := strings.CutSuffix(name, filename.Ending)
			if !ok || stem == "" || len(stem) > 80 || strings.Trim(stem, "abcdefghijklmnopqrstuvwxyz0123456789_-") != "" || strings.Trim(stem, "_") != stem || strings.Contains(stem, "__") {
				t.Errorf("%s: Name(%q, %q) = %q", pattern, teller, title, name)
			}
			if len(teller) < 40 && !p.Accepts(name, tellers(teller)) {
				t.Errorf("%s: Name(%q, %q) = %q is not accepted", pattern, teller, title, name)
			}
		}
	})
}
