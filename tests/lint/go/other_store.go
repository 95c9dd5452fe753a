package shop

func open(s *store.Store) error {
	return s.Scan(store.ScanOptions{FilterExpression: "status == 'x'"})
}
