// Blocking, in the head: the reader's own choice of light or dark, before anything is painted.
try {
  const scheme = localStorage.getItem("digest-scheme");
  if (scheme) document.documentElement.dataset.theme = scheme;
} catch {}
