// Keeping a drawing as wide as its place: it is drawn when it comes near the window, again when the width of its place
// changes, and for paper at the width that it has there.

/** Calls `draw` with the width in pixels to draw for; `paper` is that width on a printed sheet (A4 or Letter). */
export function keepDrawn(place: HTMLElement, paper: number, draw: (width: number) => void): void {
    let width = 0;
    const to = (now: number) => {
        if (now > 0 && now !== width) draw((width = now));
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
    window.addEventListener("beforeprint", () => to(paper));
    window.addEventListener("afterprint", measure);
}
