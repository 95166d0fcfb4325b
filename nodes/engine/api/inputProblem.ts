/** Something that the user entered and has to change; nothing was sent because of it. */
export class InputProblem extends Error {}
