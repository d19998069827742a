-- How often photos of one country were taken for another; empty: at sea, or no answer.
-- Parameters: most, how many pairs; those of most photos come first.
SELECT
    truth.code AS true_code,
    coalesce(answer.code, '') AS answered_code,
    count(*) AS photos
FROM review_outcome AS outcome
JOIN predictor_region AS truth ON truth.id = outcome.true_country_id
LEFT JOIN predictor_region AS answer ON answer.id = outcome.answered_country_id
GROUP BY truth.code, answer.code
ORDER BY photos DESC, truth.code, answer.code
LIMIT %(most)s
