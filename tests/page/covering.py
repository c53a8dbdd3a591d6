"""What of the lesson lies over something else, is cut off, or stands beside the page, in words."""

# asked with the pixels that a pane is high and wide at least
FAULTS = """(least) => {
    const found = new Set();
    const nameOf = (one) => (one.ariaLabel ?? one.textContent).trim().slice(0, 40);
    const shared = (a, b) => [
        Math.min(a.right, b.right) - Math.max(a.left, b.left),
        Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top),
    ];
    const meet = (a, b) => shared(a, b).every((length) => length > 6);
    // what stays in sight covers what is scrolled under it
    const isAfloat = (one) =>
        one !== null && (getComputedStyle(one).position === "sticky" || isAfloat(one.parentElement));
    const { scrollWidth } = document.documentElement;
    if (scrollWidth > innerWidth) found.add(`the page is ${scrollWidth} px wide`);
    const panes = ["#diagram", "#matrices", "#table", "#training", "#why", "#timeline"]
        .map((name) => [name, document.querySelector(name).getBoundingClientRect()])
        .filter(([, { height }]) => height > 0);
    for (const [name, box] of panes) {
        if (Math.min(box.width, box.height) < least) found.add(`${name} is ${box.width} by ${box.height}`);
        for (const [other, room] of panes)
            if (name < other && meet(box, room)) found.add(`${name} on ${other}`);
    }
    for (const part of document.querySelectorAll(".top, #timeline, #why, #notice, dialog[open]")) {
        const all = part.querySelectorAll("button:not(.stop), select, summary, label, a, h1, h2, h3, p");
        const controls = [...all]
            .filter((one) => one.checkVisibility() && !one.closest(".unseen, svg, table") && !isAfloat(one))
            .filter((one) => getComputedStyle(one).display !== "inline") // a line of its own it has not
            .map((one) => [one, one.getBoundingClientRect()])
            .filter(([, { width, height }]) => width > 1 && height > 1);
        for (const [one, box] of controls) {
            if (box.left < -1 || box.right > innerWidth + 1) found.add(`${nameOf(one)} is out of sight`);
            const { overflowX } = getComputedStyle(one);
            if (overflowX !== "visible" && !one.matches("select") && one.scrollWidth > one.clientWidth + 1)
                found.add(`${nameOf(one)} is cut off`);
            for (const [other, room] of controls) {
                const isWithin = one === other || one.contains(other) || other.contains(one);
                if (!isWithin && meet(box, room)) found.add(`${nameOf(one)} on ${nameOf(other)}`);
            }
        }
    }
    return [...found];
}"""
