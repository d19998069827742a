-- Which of some photos may be shown with their place, and the names they are shown under.
-- Parameters: photos.
SELECT photo.id, photo.public_id
FROM predictor_photo AS photo
WHERE photo.id = ANY(%(photos)s::bigint[]) AND photo.split = 'train' AND photo.file <> ''
