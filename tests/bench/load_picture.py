"""The figures of tests/bench/load as a picture (SVG): answers and refusals a second, how long searching takes, memory."""
from html import escape

LEFT, WIDTH, GAP, TOP = 64, 700, 46, 78
GREEN, RED, INK, SOFT, LINE = "#17664a", "#a3261d", "#20251f", "#545a50", "#dcddd2"


def rounded_up(value):
    """The least of 1, 2, 2.5, 5 times a power of ten that is not below it."""
    power = 1
    while power * 10 < value:
        power *= 10
    return next(power * step for step in (1, 2, 2.5, 5, 10) if power * step >= value)


def number(value):
    return f"{value:,.0f}".replace(",", " ")


class Panel:
    """One diagram over the seconds of the load; the name of a line stands beside its highest point."""

    def __init__(self, top, height, seconds, most, title):
        self.top, self.height, self.seconds, self.most = top, height, seconds, rounded_up(max(most, 1))
        self.parts = [f'<text class="h" x="{LEFT}" y="{top - 10}">{escape(title)}</text>']
        for share in (0, 0.5, 1):
            y = self.y(self.most * share)
            self.parts.append(f'<path class="g" d="M{LEFT} {y}H{LEFT + WIDTH}"/><text class="s e" x="{LEFT - 8}" y="{y + 4}">{number(self.most * share)}</text>')

    def x(self, second):
        return round(LEFT + WIDTH * second / self.seconds, 1)

    def y(self, value):
        return round(self.top + self.height * (1 - value / self.most), 1)

    def line(self, points, color, name="", dashes=False):
        at = " ".join(f"{self.x(second)},{self.y(value)}" for second, value in points)
        dash = ' stroke-dasharray="2 4"' if dashes else ""
        highest = max(points, key=lambda point: point[1])
        self.parts.append(f'<polyline fill="none" stroke="{color}" stroke-width="2"{dash} points="{at}"/>')
        self.parts.append(f'<text class="s" fill="{color}" x="{LEFT + WIDTH + 10}" y="{self.y(highest[1]) + 4}">{escape(name)}</text>')

    def seconds_below(self):
        step = 30 if self.seconds <= 300 else 60 * max(1, round(self.seconds / 600))
        for second in range(0, self.seconds + 1, step):
            self.parts.append(f'<text class="s m" x="{self.x(second)}" y="{self.top + self.height + 20}">{second} s</text>')


def picture(title, seconds, memory):
    """`seconds`: rows of (kind, asked, good, refused, wrong, p50, p95, p99, longest) for each second; `memory`: (second, MB)."""
    length = max(seconds) + 1
    total = lambda column: [(second, sum(row[column] for row in rows)) for second, rows in sorted(seconds.items())]  # noqa: E731
    good, refused = total(2), total(3)
    searching = [(second, row[6]) for second, rows in sorted(seconds.items()) for row in rows if row[0] == "search"]
    memory = [(second, mb) for second, mb in memory if second <= length]
    panels = [Panel(TOP, 180, length, max(value for _, value in good), "Answers and polite refusals a second"),
              Panel(TOP + 180 + GAP, 90, length, max(value for _, value in searching), "Searching: 95 in 100 are answered within, in ms"),
              Panel(TOP + 270 + 2 * GAP, 60, length, max(value for _, value in memory), "Memory of the process, MB")]
    panels[0].line(good, GREEN, "answered")
    panels[0].line(refused, RED, "refused", dashes=True)
    panels[1].line(searching, GREEN)
    panels[2].line(memory, GREEN)
    panels[2].seconds_below()
    height = TOP + 330 + 2 * GAP + 36
    body = "\n".join(part for panel in panels for part in panel.parts)
    return f"""<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 860 {height}" width="860" height="{height}" role="img" aria-labelledby="t" font-family="system-ui, 'Source Sans 3', sans-serif" font-size="15">
<title id="t">{escape(title)}</title>
<style>text{{fill:{INK}}}.h{{font-weight:650}}.s{{font-size:13px;fill:{SOFT}}}.e{{text-anchor:end}}.m{{text-anchor:middle}}.g{{stroke:{LINE};fill:none}}</style>
<rect width="860" height="{height}" fill="#fff"/>
<text class="h" x="{LEFT}" y="34" font-size="18">{escape(title)}</text>
{body}
</svg>
"""
