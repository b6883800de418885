//go:build race

package transfer_test

// less is how many times smaller, as a power of two, hostile files are made where
// races are looked for, which takes ten times as long: without, they are whole.
const less = 4

// mostAllocated is how many bytes reading a hostile value may allocate in all.
const mostAllocated = 80 << 20
