import CMalloc

/// How the C library hands out memory.
package enum Memory {
  /// Large pieces are given back to the system as soon as they are freed, and threads share two
  /// arenas: a tenth less memory at the peak of a run, at no cost in time (docs/decisions/0002).
  package static func settle() {
    schakel_settle_memory()
  }
}
