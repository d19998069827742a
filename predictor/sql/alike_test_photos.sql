-- Files of test photos whose perceptual hash is near one of those given: candidates for a closer look.
-- Parameters: hashes (bigint[], 0 says nothing), near_bits. One row a candidate: its number, the file.
SELECT given.number, photo.file
FROM unnest(%(hashes)s::bigint[]) WITH ORDINALITY AS given (hash, number)
JOIN predictor_photo AS photo
    ON photo.split = 'test'
    AND photo.file <> ''
    AND photo.perceptual_hash <> 0
    AND bit_count((photo.perceptual_hash # given.hash)::bit(64)) <= %(near_bits)s
WHERE given.hash <> 0
