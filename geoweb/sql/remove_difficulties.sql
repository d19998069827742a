-- Difficulties of photos that nobody has a result on any more.
-- No parameters.
DELETE FROM geoweb_photodifficulty AS known
WHERE NOT EXISTS (SELECT FROM geoweb_result AS result WHERE result.photo_id = known.photo_id)
