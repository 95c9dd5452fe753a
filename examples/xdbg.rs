fn main() {
    for path in std::env::args().skip(1) {
        let text = std::fs::read_to_string(&path).unwrap();
        let Some(language) = ddbexpr::host::Language::of_file_name(&path) else { continue };
        let module = ddbexpr::host::parse(&text, language);
        let found = ddbexpr::extract::extract(&module, &|_, _| None);
        for place in &found.places {
            let line = text[..place.name.start as usize].matches('\n').count() + 1;
            println!("{path}:{line} {:?} {:?} {:?}", place.kind, place.knowledge, place.text);
        }
        for r in &found.requests {
            println!(
                "  #{} {:?} {:?} open={} shape={:?} head={:?} {}",
                r.number,
                r.operation,
                r.action,
                r.is_open,
                r.shape,
                r.head.slice(&text),
                r.json.to_value()
            );
        }
    }
}
