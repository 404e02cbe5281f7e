"""The tests of digest. A module here tests the module or the promise that its name says."""
