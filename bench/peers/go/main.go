// Pages a second of the Go ports, as bench/pages.py asks for it: go-trafilatura and go-readability.
//
// usage: gopeers FOLDER ROUNDS      prints a line "name<tab>pages a second" of the best round for each
package main

import (
	"bytes"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"strconv"
	"time"

	readability "github.com/go-shiori/go-readability"
	"github.com/markusmobius/go-trafilatura"
)

func bestOf(rounds int, pages [][]byte, extract func([]byte)) float64 {
	best := 0.0
	for round := 0; round < rounds; round++ {
		start := time.Now()
		for _, page := range pages {
			extract(page)
		}
		if speed := float64(len(pages)) / time.Since(start).Seconds(); speed > best {
			best = speed
		}
	}
	return best
}

func main() {
	rounds, _ := strconv.Atoi(os.Args[2])
	paths, _ := filepath.Glob(filepath.Join(os.Args[1], "*.html"))
	var pages [][]byte
	for _, path := range paths {
		if page, err := os.ReadFile(path); err == nil {
			pages = append(pages, page)
		}
	}
	address, _ := url.Parse("https://example.com/")
	fmt.Printf("go-trafilatura\t%.1f\n", bestOf(rounds, pages, func(page []byte) {
		trafilatura.Extract(bytes.NewReader(page), trafilatura.Options{OriginalURL: address, EnableFallback: false})
	}))
	fmt.Printf("go-readability\t%.1f\n", bestOf(rounds, pages, func(page []byte) {
		readability.FromReader(bytes.NewReader(page), address)
	}))
}
