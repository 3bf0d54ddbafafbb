// Keeping a drawing as wide as its place: it is drawn when it comes near the window, again when the width of its place
// changes, and for paper at the width that it has there.

/** Pixels across a printed sheet (A4 or Letter). */
export const PAPER_WIDTH = 660;

/**
 * Calls `draw` with the width in pixels to draw for. `paper` is that width on a printed sheet, `height`
 * what the drawing will be high: it is kept free beforehand, so that nothing moves under the reader when it comes.
 */
export function keepDrawn(
    place: HTMLElement,
    size: { paper: number; height: number },
    draw: (width: number) => void,
): void {
    let width = 0;
    place.style.minHeight = `${size.height}px`;
    const to = (now: number) => {
        if (now <= 0 || now === width) return;
        draw((width = now));
        place.style.minHeight = "";
    };
    const measure = () => to(Math.round(place.clientWidth));
    const seen = new IntersectionObserver(
        (entries) => {
            if (!entries.some((entry) => entry.isIntersecting)) return;
            seen.disconnect();
            new ResizeObserver(measure).observe(place);
        },
        { rootMargin: "800px" },
    );
    seen.observe(place);
    window.addEventListener("beforeprint", () => to(size.paper));
    window.addEventListener("afterprint", measure);
}

/** Makes a drawing one picture to a screen reader, told by `label`; what Plot calls its groups is kept as `data-mark`. */
export function asPicture(drawn: Element, label: string): Element {
    for (const group of drawn.querySelectorAll("g[aria-label]")) {
        group.setAttribute("data-mark", group.getAttribute("aria-label")!);
        group.removeAttribute("aria-label");
    }
    drawn.setAttribute("role", "img");
    drawn.setAttribute("aria-label", label);
    return drawn;
}
