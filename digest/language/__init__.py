"""Words of any language: sentences and summaries, datelines, months and weekdays, language tags. Part of the base."""
