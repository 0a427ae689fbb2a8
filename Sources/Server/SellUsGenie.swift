import ArgumentParser
@main struct SellUsGenie: ParsableCommand { func run() { print("hello") } }
