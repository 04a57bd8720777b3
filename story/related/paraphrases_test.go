//go:build corpus

package related_test

import (
	"path"
	"slices"
	"testing"

	"github.com/storybot-app/storybot/story/related"
)

// A paraphrase is a title as another person would put it, without having read
// the story, and the file that is meant.
type paraphrase struct{ title, file string }

const (
	// leastFound is of how many in a hundred paraphrases the story meant must
	// be among the three.
	leastFound = 60
	// mostAnswers is in how many answers one story may be: more, and it says
	// nothing.
	mostAnswers = 3
)

// tuning are the paraphrases the weights were chosen with.
func tuning() []paraphrase {
	return []paraphrase{
		{"Alan teaches himself async programming", "alan_learns_async_on_his_own.md"},
		{"Grace has to work out what went wrong from a crash dump", "grace_debugs_a_crash_dump.md"},
		{"Alan moves his project over to a different runtime", "alan_switches_runtimes.md"},
		{"Barbara would like to trace what her async code is doing", "barbara_wants_async_tracing.md"},
		{"Implementing a Stream by hand drives Alan up the wall", "alan_hates_writing_a_stream.md"},
		{"Barbara cuts a huge stack trace down to size", "barbara_trims_a_stacktrace.md"},
		{"The whole world disappears on Alan", "alan_lost_the_world.md"},
		{"Alan struggles to drop his database handles cleanly", "alan_finds_database_drops_hard.md"},
		{"Barbara gives Unix domain sockets a go", "barbara_tries_unix_socket.md"},
		{"Niklaus writes a simulator for hydrodynamics", "niklaus_simulates_hydrodynamics.md"},
		{"Grace hooks an existing C API up to async Rust", "grace_wants_to_integrate_c_api.md"},
		{"Alan is thinking about moving his web server over to Rust", "alan_picks_web_server.md"},
		{"Barbara agonizes over which HTTP library to pick", "barbara_anguishes_over_http.md"},
		{"Alan's alarm never goes off and just hangs", "alan_creates_a_hanging_alarm.md"},
		{"Barbara rolls her own executor for async tasks", "barbara_builds_an_async_executor.md"},
	}
}

// heldOut are others, written when the weights had been chosen; none was changed
// for them.
func heldOut() []paraphrase {
	return []paraphrase{
		{"Grace experiments with a few unfamiliar crates", "grace_tries_new_libraries.md"},
		{"Performance gets worse with every change Alan makes", "alan_iteratively_regresses.md"},
		{"Barbara wishes her single-threaded code were better optimized", "barbara_wants_single_threaded_optimizations.md"},
		{"Switching runtimes should be easier, Barbara thinks", "barbara_wishes_for_easy_runtime_switch.md"},
		{"Alan implements his own scheduler for tasks", "alan_builds_a_task_scheduler.md"},
		{"Barbara decides against futures on her embedded device", "barbara_carefully_dismisses_embedded_future.md"},
		{"Barbara dips a toe into async for the first time", "barbara_makes_their_first_steps_into_async.md"},
		{"Barbara's library should work with any runtime", "barbara_writes_a_runtime_agnostic_lib.md"},
		{"Grace steps through her code in gdb and waits", "grace_waits_for_gdb_next.md"},
		{"Alan is looking for an iterator that prefetches asynchronously", "alan_wants_prefetch_iterator.md"},
		{"Alan already has an event loop and can't combine it with futures", "alan_has_an_event_loop.md"},
		{"Niklaus would love to pass on what he knows", "niklaus_wants_to_share_knowledge.md"},
		{"Alan trusts the compiler until async comes along", "alan_started_trusting_the_rust_compiler_but_then_async.md"},
		{"Alan reads a bunch of files and processes them", "alan_tries_processing_some_files.md"},
		{"Grace needs an API that doesn't copy anything", "grace_wants_a_zero_copy_api.md"},
	}
}

// TestParaphrases asks for titles in other words, and nothing else.
func TestParaphrases(t *testing.T) {
	for name, list := range map[string][]paraphrase{"tuning": tuning(), "held out": heldOut()} {
		t.Run(name, func(t *testing.T) { measure(t, list) })
	}
}

func measure(t *testing.T, list []paraphrase) {
	t.Helper()
	b, files := corpus(t)
	ix := related.New(related.Docs(files, b.Conventions), related.Reading("en", b.Conventions))
	found, answers := 0, map[string]int{}
	for i, p := range list {
		near := ix.Nearest(related.Doc{Number: i + 1, Title: p.title}, 3)
		ok := slices.ContainsFunc(near, func(m related.Match) bool { return path.Base(m.Path) == p.file })
		if ok {
			found++
		}
		t.Logf("%v %q means %s", ok, p.title, p.file)
		for _, m := range near {
			answers[m.Path]++
			t.Logf("    %.3f %s %v", m.Score, path.Base(m.Path), m.Words)
		}
	}
	t.Logf("the story meant is among the three for %d of %d (%d %%)", found, len(list), 100*found/len(list))
	if 100*found < leastFound*len(list) {
		t.Errorf("found %d of %d; at least %d %% is wanted", found, len(list), leastFound)
	}
	for story, n := range answers {
		if n > mostAnswers {
			t.Errorf("%s is in %d of %d answers; at most %d is wanted", story, n, len(list), mostAnswers)
		}
	}
}
