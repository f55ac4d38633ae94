@main struct Schakel { static func main() {} }
