// Building the page's elements. Text goes in as text nodes only: there is no way through here by which a string
// becomes markup.

export type Child = Node | string | number | null | undefined | false | Child[];
type Handler = (event: never) => void;
type Attributes = Record<string, string | number | boolean | null | undefined | Handler>;

/** An element with attributes (`class`, `aria-…`, `onclick` as a function) and children. */
export function h<K extends keyof HTMLElementTagNameMap>(
    tag: K,
    attributes: Attributes = {},
    ...children: Child[]
): HTMLElementTagNameMap[K] {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) {
        if (value === null || value === undefined || value === false) continue;
        if (typeof value === "function") element.addEventListener(name.slice(2), value as EventListener);
        else element.setAttribute(name, value === true ? "" : String(value));
    }
    append(element, children);
    return element;
}

function append(element: Element, children: Child[]): void {
    for (const child of children) {
        if (child === null || child === undefined || child === false) continue;
        if (Array.isArray(child)) append(element, child);
        else element.append(child instanceof Node ? child : String(child));
    }
}

/** A fold that opens at a click, by keyboard, by the browser's own search, and on paper. */
export function fold(summary: Child, ...children: Child[]): HTMLDetailsElement {
    return h("details", { class: "fold" }, h("summary", {}, summary), ...children);
}

/** The first `count` of the items in the open, the others folded away under "n more". */
export function foldAfter<T>(items: T[], count: number, more: string, draw: (items: T[]) => Child): Child[] {
    const slack = Math.max(2, Math.floor(count / 3));
    if (items.length <= count + slack) return [draw(items)];
    return [draw(items.slice(0, count)), fold(`${items.length - count} ${more}`, draw(items.slice(count)))];
}
