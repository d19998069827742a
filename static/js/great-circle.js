// The shortest way between two places, as a line that never jumps at 180 degrees.

const STEPS = 96;
const RADIANS = Math.PI / 180;

function direction([lng, lat]) {
  const [a, b] = [lng * RADIANS, lat * RADIANS];
  return [Math.cos(b) * Math.cos(a), Math.cos(b) * Math.sin(a), Math.sin(b)];
}

function lnglat([x, y, z]) {
  return [Math.atan2(y, x) / RADIANS, Math.atan2(z, Math.hypot(x, y)) / RADIANS];
}

function unwrapped(line) {
  let turn = 0;
  return line.map(([lng, lat], index) => {
    const step = index ? lng - line[index - 1][0] : 0;
    if (Math.abs(step) > 180) turn -= 360 * Math.sign(step);
    return [lng + turn, lat];
  });
}

/** From one [lng, lat] to another. */
export function greatCircle(start, end) {
  const [one, other] = [direction(start), direction(end)];
  const cosine = one.reduce((sum, value, axis) => sum + value * other[axis], 0);
  const angle = Math.acos(Math.min(1, Math.max(-1, cosine)));
  if (angle < 1e-9) return [start, end];
  const points = Array.from({ length: STEPS + 1 }, (_, step) => {
    const share = step / STEPS;
    const [p, q] = [Math.sin((1 - share) * angle), Math.sin(share * angle)];
    return lnglat(one.map((value, axis) => p * value + q * other[axis]));
  });
  return unwrapped(points);
}
