"""Every address of the site."""

from django.contrib import admin
from django.urls import include, path, re_path
from django.views.decorators.csrf import csrf_exempt
from django.views.i18n import set_language

from geoweb.api import board as api_board
from geoweb.api import (
    desk,
    desk_files,
    desk_review,
    errors,
    games,
    places,
    reference,
    regions,
    reports,
    schema,
    tokens,
    uploads,
)
from geoweb.views import (
    answers,
    board,
    desk_history,
    desk_photo,
    gallery,
    health,
    metrics,
    pages,
    photos,
    play,
    players,
    reporting,
    review,
    review_photos,
    review_regions,
    review_views,
    rounds,
    sending,
    sent,
    summaries,
    tiles,
)
from geoweb.views import desk as desk_start
from geoweb.views import desk_review as desk_reviewing

urlpatterns = [
    path("", pages.home, name="home"),
    path("play/", play.play, name="play"),
    path("games/<uuid:public_id>/", rounds.game, name="game"),
    path("games/<uuid:public_id>/rounds/<int:number>/", rounds.one_round, name="round"),
    path(
        "games/<uuid:public_id>/rounds/<int:number>/photo.jpg",
        rounds.round_photo,
        name="round-photo",
    ),
    path("games/<uuid:public_id>/summary/", summaries.summary, name="game-summary"),
    path("challenge/<uuid:public_id>/", summaries.challenge, name="challenge"),
    path("seals/", summaries.seals, name="seals"),
    path("board/", board.board, name="board"),
    path("review/", review.dashboard, name="review"),
    path(
        "review/photos/<uuid:public_id>.jpg",
        review_photos.reviewed_photo_file,
        name="reviewed-photo-file",
    ),
    path("review/<str:locator>/table.csv", review.table_csv, name="review-table"),
    path("review/<str:locator>/map.json", review.map_data, name="review-map"),
    path("review/<str:locator>/regions/<str:code>/", review_regions.region, name="review-region"),
    path("review/<str:locator>/<str:view>/", review_views.view, name="review-view"),
    path("players/<uuid:public_id>/", players.player, name="player"),
    path("photos/", gallery.gallery, name="gallery"),
    path("photos/<uuid:public_id>.jpg", photos.photo_file, name="photo-file"),
    path("upload/", sending.upload, name="upload-new"),
    path("uploads/", sent.uploads, name="uploads"),
    path("uploads/photos/<uuid:public_id>.jpg", photos.own_photo_file, name="own-photo-file"),
    path("uploads/<uuid:public_id>/", answers.upload, name="upload"),
    path("uploads/<uuid:public_id>/delete/", sent.delete, name="upload-delete"),
    path("accounts/", include("geoweb.account_urls")),
    # A forged choice of language harms nobody; a token would set a cookie on every page.
    path("language/", csrf_exempt(set_language), name="language"),
    path("report/<uuid:public_id>/", reporting.report, name="report"),
    path("report/thanks/", reporting.thanks, name="report-thanks"),
    path("desk/", desk_start.desk, name="desk"),
    path("desk/second/", desk_start.second, name="desk-second"),
    path("desk/proposals/<uuid:public_id>/undo/", desk_start.undo, name="desk-undo"),
    path("desk/photos/<uuid:public_id>.jpg", desk_photo.photo_file, name="desk-photo-file"),
    path("desk/<uuid:public_id>/", desk_photo.photo, name="desk-photo"),
    path("desk/<uuid:public_id>/claim/", desk_photo.take, name="desk-claim"),
    path("desk/<uuid:public_id>/skip/", desk_photo.pass_over, name="desk-skip"),
    path("desk/<uuid:public_id>/release/", desk_photo.let_go, name="desk-release"),
    path("desk/<uuid:public_id>/decision/", desk_reviewing.decide, name="desk-decide"),
    path("desk/disagreements/", desk_reviewing.disagreements, name="desk-disagreements"),
    path("desk/annotators/", desk_reviewing.annotators, name="desk-annotators"),
    path("desk/history/", desk_history.history, name="desk-history"),
    path("desk/history/<uuid:public_id>/revert/", desk_history.revert, name="desk-revert"),
    path("tiles/<str:layer>/<str:z>/<str:x>/<str:y>.mvt", tiles.tile, name="tile"),
    path("api/", reference.reference, name="api"),
    path("api/schema/", schema.Schema.as_view(), name="api-schema"),
    path("api/token/", tokens.TokenEndpoint.as_view(), name="api-token"),
    path("api/uploads/", uploads.Uploads.as_view(), name="api-uploads"),
    path("api/uploads/<uuid:public_id>/", uploads.OneUpload.as_view(), name="api-upload"),
    path(
        "api/uploads/<uuid:public_id>/areas/",
        uploads.UploadAreas.as_view(),
        name="api-upload-areas",
    ),
    path(
        "api/photos/<uuid:public_id>/reports/", reports.Reports.as_view(), name="api-photo-reports"
    ),
    path("api/games/", games.Games.as_view(), name="api-games"),
    path("api/games/<uuid:public_id>/", games.OneGame.as_view(), name="api-game"),
    path("api/games/<uuid:public_id>/round/", games.CurrentRound.as_view(), name="api-game-round"),
    path(
        "api/games/<uuid:public_id>/summary/", games.GameSummary.as_view(), name="api-game-summary"
    ),
    path(
        "api/rounds/<uuid:public_id>/photo.jpg",
        games.RoundPhoto.as_view(),
        name="api-round-photo",
    ),
    path("api/rounds/<uuid:public_id>/guess/", games.RoundGuess.as_view(), name="api-round-guess"),
    path(
        "api/rounds/<uuid:public_id>/result/",
        games.RoundResults.as_view(),
        name="api-round-result",
    ),
    path("api/places/", places.Places.as_view(), name="api-places"),
    path("api/board/", api_board.Board.as_view(), name="api-board"),
    path("api/players/<uuid:public_id>/", api_board.OnePlayer.as_view(), name="api-player"),
    path("api/regions/at/", regions.RegionAt.as_view(), name="region-at"),
    path("api/desk/next/", desk.Next.as_view(), name="api-desk-next"),
    path("api/desk/second/", desk.Second.as_view(), name="api-desk-second"),
    path("api/desk/photos/<uuid:public_id>/", desk.OnePhoto.as_view(), name="api-desk-photo"),
    path(
        "api/desk/photos/<uuid:public_id>/photo.jpg",
        desk.PhotoFile.as_view(),
        name="api-desk-photo-file",
    ),
    path(
        "api/desk/photos/<uuid:public_id>/claim/", desk.PhotoClaim.as_view(), name="api-desk-claim"
    ),
    path("api/desk/photos/<uuid:public_id>/skip/", desk.PhotoSkip.as_view(), name="api-desk-skip"),
    path(
        "api/desk/photos/<uuid:public_id>/proposals/",
        desk.PhotoProposals.as_view(),
        name="api-desk-propose",
    ),
    path(
        "api/desk/photos/<uuid:public_id>/decision/",
        desk_review.Decision.as_view(),
        name="api-desk-decide",
    ),
    path("api/desk/proposals/", desk.Proposals.as_view(), name="api-desk-proposals"),
    path(
        "api/desk/proposals/<uuid:public_id>/",
        desk.OneProposal.as_view(),
        name="api-desk-proposal",
    ),
    path(
        "api/desk/disagreements/",
        desk_review.DisagreementList.as_view(),
        name="api-desk-disagreements",
    ),
    path("api/desk/history/", desk_review.History.as_view(), name="api-desk-history"),
    path(
        "api/desk/history/<uuid:public_id>/revert/",
        desk_review.Revert.as_view(),
        name="api-desk-revert",
    ),
    path(
        "api/desk/statistics/",
        desk_review.StatisticsOfDesk.as_view(),
        name="api-desk-statistics",
    ),
    path("api/desk/corrections/", desk_files.Corrections.as_view(), name="api-desk-corrections"),
    re_path(r"^api/", errors.Nowhere.as_view()),
    path("favicon.ico", pages.favicon),
    path("robots.txt", pages.robots, name="robots"),
    path("healthz", health.healthz),
    path("readyz", health.readyz),
    path("metrics", metrics.metrics),
    path("admin/photos/<uuid:public_id>.jpg", photos.review_photo, name="review-photo"),
    path("admin/", admin.site.urls),
]

handler400 = errors.bad_request
handler500 = errors.server_error
