package web

import (
	"errors"
	"io"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// enter gives a body of some slots and a little more a place.
func enter(l *lobby) *body {
	return l.newBody(httptest.NewRecorder(), httptest.NewRequest("POST", "/", nil), [][]byte{[]byte("s")})
}

func slots(n int) io.Reader { return strings.NewReader(strings.Repeat("x", n*slotSize+1)) }

func smallLobby(t *testing.T, bodies, slots int) *lobby {
	l := newLobby(t.TempDir())
	l.maxBodies, l.maxSlots = bodies, slots
	t.Cleanup(func() {
		if l.used != 0 || l.bodies.Len() != 0 || l.spool.end != 0 {
			t.Errorf("left behind: %d slots used, %d bodies, %d slots of the file", l.used, l.bodies.Len(), l.spool.end)
		}
		if l.spool.file != nil {
			if err := l.spool.file.Close(); err != nil {
				t.Error(err)
			}
		}
	})
	return l
}

func TestLobbyPutsTheSlowestOut(t *testing.T) {
	l := smallLobby(t, 10, 6)
	first, second := enter(l), enter(l)
	defer first.leave()
	defer second.leave()
	for _, b := range []*body{first, second, first} { // the first sent last
		if err := b.fill(slots(1)); err != nil {
			t.Fatal(err)
		}
	}
	third := enter(l)
	defer third.leave()
	if err := third.fill(slots(4)); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]bool{false, true, false}, []bool{first.out(), second.out(), third.out()}); diff != "" {
		t.Errorf("who is out (-want +got):\n%s", diff)
	}
	if err := second.fill(slots(1)); !errors.Is(err, errPutOut) {
		t.Errorf("the one that was put out reads on: %v", err)
	}
}

func TestLobbyPutsNobodyOutWhoseSignatureFits(t *testing.T) {
	l := smallLobby(t, 2, 4)
	genuine := enter(l)
	defer genuine.leave()
	if err := genuine.fill(slots(3)); err != nil {
		t.Fatal(err)
	}
	l.admit(genuine)
	for range 3 { // more than there are places
		stranger := enter(l)
		defer stranger.leave()
		if err := stranger.fill(slots(2)); !errors.Is(err, errPutOut) {
			t.Errorf("a stranger found room: %v", err)
		}
	}
	if whole, err := genuine.bytes(); err != nil || string(whole) != strings.Repeat("x", 3*slotSize+1) {
		t.Errorf("the genuine one has %d bytes, %v", len(whole), err)
	}
}

func TestLobbyAdmitsWhoWasPutOutAfterTheEnd(t *testing.T) {
	l := smallLobby(t, 1, 4)
	genuine := enter(l)
	defer genuine.leave()
	if err := genuine.fill(slots(2)); err != nil {
		t.Fatal(err)
	}
	enter(l).leave() // takes the only place
	l.admit(genuine)
	if whole, err := genuine.bytes(); err != nil || len(whole) != 2*slotSize+1 || l.used != 2 {
		t.Errorf("%d bytes, %d slots used, %v", len(whole), l.used, err)
	}
}

func TestNestsDeeper(t *testing.T) {
	for name, row := range map[string]struct {
		text string
		want bool
	}{
		"flat":               {strings.Repeat(`{}[]`, 20), false},
		"at the limit":       {`[[[[[{"a":{"b":{"c":1}}}]]]]][]{}`, false},
		"beyond":             {strings.Repeat("[", 9), true},
		"objects and arrays": {strings.Repeat(`{"a":[`, 5), true},
		"in a string":        {`{"a":"` + strings.Repeat(`[{\"`, 20) + `"}`, false},
		"behind a string":    {`{"a":"\\","b":` + strings.Repeat("[", 9), true},
		"open string":        {strings.Repeat("{}", 9) + `"[[[[[[[[[[\`, false},
	} {
		t.Run(name, func(t *testing.T) {
			if got := nestsDeeper([]byte(row.text), 8); got != row.want {
				t.Errorf("nestsDeeper = %v, want %v", got, row.want)
			}
		})
	}
}
