// What build.mjs makes of Natural Earth's countries (npm: world-atlas): see there.
declare module "outlines" {
    /** JSON of Outlines in map.ts. */
    const outlines: string;
    export default outlines;
}
