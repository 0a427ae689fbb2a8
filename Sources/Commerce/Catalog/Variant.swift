package enum Variant {}
