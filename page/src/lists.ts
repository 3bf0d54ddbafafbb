// Sorting and grouping for view.

/** The items by their key, keys in the order of their first items. */
export function grouped<T, K>(items: Iterable<T>, key: (item: T, at: number) => K): Map<K, T[]> {
    const groups = new Map<K, T[]>();
    let at = 0;
    for (const item of items) {
        const of = key(item, at++);
        const group = groups.get(of);
        if (group) group.push(item);
        else groups.set(of, [item]);
    }
    return groups;
}

/** Compares ISO dates for sorting; a day that is not known comes last. */
export function byDate(a: string | null | undefined, b: string | null | undefined): number {
    const [x, y] = [a || "9999", b || "9999"];
    return x < y ? -1 : x > y ? 1 : 0;
}
