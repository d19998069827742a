-- What decides whether a guess counts: made already, of one's own photo or one seen at work, by somebody excluded.
-- Parameters: round; photo; player.
SELECT
    EXISTS (
        SELECT FROM geoweb_guess AS guess
        WHERE guess.round_id = %(round)s AND guess.player_id = %(player)s
    ) AS is_made,
    EXISTS (
        SELECT
        FROM geoweb_uploadphoto AS view
        JOIN geoweb_upload AS upload ON upload.id = view.upload_id
        WHERE view.photo_id = %(photo)s AND upload.player_id = %(player)s
    ) AS is_own,
    EXISTS (
        SELECT FROM geoweb_exclusion AS exclusion
        WHERE exclusion.player_id = %(player)s AND exclusion.lifted_at IS NULL
    ) AS is_excluded,
    EXISTS (
        SELECT
        FROM geoweb_desklook AS look
        JOIN geoweb_player AS player ON player.user_id = look.user_id
        WHERE look.photo_id = %(photo)s AND player.id = %(player)s
    ) AS has_looked
