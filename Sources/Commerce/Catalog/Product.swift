package enum Product {}
