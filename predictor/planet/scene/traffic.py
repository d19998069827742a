"""Who is on the road: ahead of us on our side, towards us on the other, parked at the kerb."""

from predictor.planet.scene.chance import Dice
from predictor.planet.scene.perspective import LANE_M
from predictor.planet.scene.stage import Stage, slots
from predictor.planet.scene.vehicles import add_vehicle


def lane_centres(stage: Stage) -> list[float]:
    """Distances of our lanes' centres from the middle of the road."""
    lane = LANE_M[stage.shot.road_surface]
    count = max(1, stage.shot.lanes // 2)
    if stage.shot.lanes < 2:
        return [0.55]
    return [lane * (number + 0.5) for number in range(count)]


def add_moving(stage: Stage) -> None:
    dice = Dice(stage.shot.seed, "traffic")
    busy = (
        stage.shot.traffic
        * {"city": 1.0, "town": 0.85, "village": 0.6, "rural": 0.6}[stage.shot.surroundings]
    )
    for centre in lane_centres(stage):
        for towards_us in (True, False):
            d = dice.between(7.0, 26.0)
            while d < 190:
                if dice.happens(0.25 + 0.5 * busy if busy > 0.02 else 0.0):
                    side = -stage.view.side if towards_us else stage.view.side
                    add_vehicle(stage, (d, side * centre + dice.around(0.15)), towards_us, dice)
                d += 13 + dice.between(4, 60) * (1.4 - busy)


def add_parked(stage: Stage) -> None:
    share = {"city": 0.4, "town": 0.22, "village": 0.1, "rural": 0.0}[stage.shot.surroundings]
    if share == 0.0 or not Dice(stage.shot.road_seed, "parking").happens(0.65):
        return
    for number in slots(stage.view, 6.4, 4.5, 90.0):
        for side in (-1, 1):
            dice = Dice(stage.shot.road_seed, "parked", number, side + 1)
            if dice.happens(share):
                d = number * 6.4 - stage.view.start_m
                u = side * (stage.view.half_road + 0.75)
                add_vehicle(stage, (d, u), side != stage.view.side, dice)


def add_traffic(stage: Stage) -> None:
    add_parked(stage)
    add_moving(stage)
