//go:build !race

package transfer_test

// less is how many times smaller, as a power of two, hostile files are made where
// races are looked for.
const less = 0

// mostAllocated is how many bytes reading a hostile value may allocate in all.
const mostAllocated = 64 << 20
