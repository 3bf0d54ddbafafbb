//! Pages a second of the Rust ports, as bench/pages.py asks for it: rs-trafilatura (trafilatura) and dom_smoothie
//! (Readability.js).
//!
//! usage: rust_peers FOLDER ROUNDS      prints a line "name<tab>pages a second" of the best round for each
use std::{env, fs, time::Instant};

fn best_of(rounds: usize, pages: &[String], extract: impl Fn(&str)) -> f64 {
    (0..rounds)
        .map(|_| {
            let start = Instant::now();
            pages.iter().for_each(|page| extract(page));
            pages.len() as f64 / start.elapsed().as_secs_f64()
        })
        .fold(0.0, f64::max)
}

fn main() {
    let folder = env::args().nth(1).expect("FOLDER");
    let rounds = env::args().nth(2).and_then(|text| text.parse().ok()).expect("ROUNDS");
    let mut paths: Vec<_> = fs::read_dir(folder).expect("folder").map(|entry| entry.expect("entry").path()).collect();
    paths.retain(|path| path.extension().is_some_and(|ending| ending == "html"));
    paths.sort();
    let pages: Vec<String> =
        paths.iter().map(|path| String::from_utf8_lossy(&fs::read(path).expect("page")).into_owned()).collect();

    let speed = best_of(rounds, &pages, |page| {
        let _ = std::hint::black_box(rs_trafilatura::extract(page));
    });
    println!("rs-trafilatura 0.2.2\t{speed:.1}");
    let speed = best_of(rounds, &pages, |page| {
        if let Ok(mut reader) = dom_smoothie::Readability::new(page, None, None) {
            let _ = std::hint::black_box(reader.parse());
        }
    });
    println!("dom_smoothie 0.19.0\t{speed:.1}");
}
