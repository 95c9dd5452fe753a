fn open(s: &Store) -> Rows {
    s.query().filter_expression("status == 'x'").run()
}
