-- Referral rules are written in the rule language of the schemes: kept as the file that was imported and checked. What
-- earlier versions stored is in another form; `import regions` brings the rules back. Until then everyone is shown the
-- desks of the region without a rule.
DROP TABLE referral_rule;
CREATE TABLE referral_rule_file (
  single   boolean PRIMARY KEY DEFAULT true CHECK (single),
  document text NOT NULL CHECK (document <> '')
);

-- Each opening time is "weekday opens closes": 1 (Monday) to 7, minutes after midnight.
ALTER TABLE advice_point
  ADD COLUMN opening_times text[] NOT NULL DEFAULT '{}',
  ADD COLUMN languages     text[] NOT NULL DEFAULT '{}';
