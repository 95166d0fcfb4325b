import { Cancelled, orCancelled, pause, stopIfCancelled } from '../../../nodes/engine/api/waiting';

const forever = new Promise<never>(() => {});

test('without a signal, and with one that stays quiet, the work counts', async () => {
	expect(await orCancelled(Promise.resolve(1))).toBe(1);
	expect(await orCancelled(Promise.resolve(1), new AbortController().signal)).toBe(1);
	await expect(
		orCancelled(Promise.reject(new Error('no')), new AbortController().signal),
	).rejects.toThrow('no');
});

test('a cancelled execution waits for nothing', async () => {
	const signal = AbortSignal.abort();
	await expect(orCancelled(forever, signal)).rejects.toBeInstanceOf(Cancelled);
	await expect(pause(3_600_000, signal)).rejects.toBeInstanceOf(Cancelled);
	expect(() => stopIfCancelled(signal)).toThrow(Cancelled);
	expect(() => stopIfCancelled()).not.toThrow();
});

test('cancelled while it waits, it stops waiting', async () => {
	const controller = new AbortController();
	const waiting = orCancelled(forever, controller.signal);
	controller.abort();
	await expect(waiting).rejects.toBeInstanceOf(Cancelled);
});

test('a thousand waits are one listener, and leave nothing behind', async () => {
	const controller = new AbortController();
	const add = jest.spyOn(controller.signal, 'addEventListener');
	for (let wait = 0; wait < 1_000; wait++) await orCancelled(Promise.resolve(), controller.signal);
	const waiting = Array.from({ length: 1_000 }, () => orCancelled(forever, controller.signal));
	expect(add).toHaveBeenCalledTimes(1);
	controller.abort();
	const ends = await Promise.allSettled(waiting);
	expect(ends.every(({ status }) => status === 'rejected')).toBe(true);
});

test("work that fails after all is nobody else's concern", async () => {
	const late = async () => {
		await Promise.resolve();
		throw new Error('late');
	};
	const unhandled = jest.fn();
	process.on('unhandledRejection', unhandled);
	await expect(orCancelled(late(), AbortSignal.abort())).rejects.toBeInstanceOf(Cancelled);
	const controller = new AbortController();
	const waiting = orCancelled(late(), controller.signal);
	controller.abort();
	await expect(waiting).rejects.toBeInstanceOf(Cancelled);
	await new Promise((resolve) => setTimeout(resolve, 5));
	process.off('unhandledRejection', unhandled);
	expect(unhandled).not.toHaveBeenCalled();
});
