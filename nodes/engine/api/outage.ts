/**
 * What one client knows of SendPulse being away. Only SendPulse's own answers count: a gateway that says
 * 502, 503 or 504, a lost connection or none at all tell nothing but that it is not there.
 */
export class Outage {
	private began: number | undefined;

	private reachedAt: number | undefined;

	/** Requests in a row that were given up without an answer. */
	private lost = 0;

	/** Times are those of one clock, in milliseconds. */
	reached(now: number): void {
		this.reachedAt = now;
		this.began = undefined;
		this.lost = 0;
	}

	/** @param attempted when the attempt began that got no answer */
	missed(attempted: number): void {
		const since = Math.max(attempted, this.reachedAt ?? attempted);
		this.began = Math.min(this.began ?? since, since);
	}

	/** A request is given up without an answer. @returns how many in a row there were */
	gaveUp(): number {
		return ++this.lost;
	}

	/** For how long it has lasted. */
	lasted(now: number): number {
		return this.began === undefined ? 0 : now - this.began;
	}

	/** Has SendPulse ever answered? Where it never has, the Base URL may be at fault. */
	get wasReached(): boolean {
		return this.reachedAt !== undefined;
	}

	/** Has SendPulse answered anybody after that time? */
	reachedAfter(time: number): boolean {
		return this.reachedAt !== undefined && this.reachedAt > time;
	}
}
