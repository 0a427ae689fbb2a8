package enum Order {}
