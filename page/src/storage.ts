// What this browser keeps for the page. Where it keeps nothing (a page in a frame of its own, storage turned off), it is kept as
// long as the page is open.
const meanwhile = new Map<string, string>();

export function kept(key: string): string | null {
    try {
        return localStorage.getItem(key) ?? meanwhile.get(key) ?? null;
    } catch {
        return meanwhile.get(key) ?? null;
    }
}

export function keep(key: string, value: string): void {
    meanwhile.set(key, value);
    try {
        localStorage.setItem(key, value);
    } catch {
        // It stays in `meanwhile`.
    }
}
