// Where the account's pieces come from: out of the file that the page is, or from the server that gave the page. A piece
// is the JSON of one story with its reports. Both are asked in the same way; a file has its pieces, or will once the
// browser has read on, and a server is asked for them.

export interface Pieces {
    /** The story at this place among all, with this id; null as long as it is not there. */
    piece(at: number, id: string): string | null;
    /** Sees to it that the piece is there; false where it never will be. Nothing can be asked of a file. */
    fetch?(id: string): Promise<boolean>;
}

/** The elements of this file. */
export const piecesOfFile: Pieces = {
    piece(at) {
        const elements = document.getElementsByClassName("story");
        // While the file is being read its last element may still grow.
        if (!elements[at] || (document.readyState === "loading" && !elements[at + 1])) return null;
        return elements[at].textContent ?? "";
    },
};
