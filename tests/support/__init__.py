"""What tests lean on: small sites as text, a server like GitHub Pages, validators."""
