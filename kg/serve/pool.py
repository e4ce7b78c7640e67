"""The workers: processes that are killed when they take too long, and replaced."""

from __future__ import annotations

import math
import multiprocessing
import signal
from collections.abc import Callable
from multiprocessing import connection
from queue import Empty, SimpleQueue
from typing import Any

from kg.errors import InputError
from kg.serve.worker import Limits, Reply, main, refusal

_GLANCE = 0.25
"""Seconds between two looks whether whoever asked is still there."""


class Worker:
    """One process, and the pipe to it."""

    def __init__(self, target: str, limits: Limits) -> None:
        context = multiprocessing.get_context("spawn")
        self.pipe, theirs = context.Pipe()
        self.process = context.Process(target=main, args=(theirs, target, limits), daemon=True)
        self.ready = False
        # Until it can ignore Ctrl-C itself, which is for the server.
        before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
        try:
            self.process.start()
        finally:
            signal.pthread_sigmask(signal.SIG_SETMASK, before)
        theirs.close()

    def start(self) -> None:
        """Wait until the graph is open. Raises InputError when it cannot be."""
        if not self.ready:
            try:
                why = self.pipe.recv()
            except (EOFError, OSError):
                why = "the process that reads the graph ended at once"
            if why:
                raise InputError(why, fix="is there enough memory?" if "ended" in why else "")
            self.ready = True

    def waits(self) -> bool:
        """Wait a moment for its answer, or its end; False when there is none of them yet."""
        return bool(connection.wait([self.pipe, self.process.sentinel], _GLANCE))

    def end(self) -> None:
        """Kill it, whatever it does."""
        self.process.kill()
        self.process.join()
        self.pipe.close()


class Pool:
    """Workers on one graph. Raises InputError when it cannot be opened."""

    def __init__(self, target: str, limits: Limits) -> None:
        self.target, self.limits = target, limits
        self._closed = False
        self._idle: SimpleQueue[Worker] = SimpleQueue()
        self._all = [Worker(target, limits) for _ in range(limits.workers)]
        try:
            for worker in self._all:
                worker.start()
        except InputError:
            self.close()
            raise
        for worker in self._all:
            self._idle.put(worker)

    def ask(self, job: str, *arguments: Any, gone: Callable[[], bool] = lambda: False) -> Reply:
        """The reply to a job of ``kg.serve.worker``. ``gone`` says whether nobody waits for it
        any more; then its worker is killed, as when it takes too long, and replaced."""
        seconds = self.limits.seconds
        try:
            worker = self._idle.get(timeout=seconds)
        except Empty:
            return refusal(503, "all workers are busy (try again, or start more with --workers)")
        try:
            worker.start()
            worker.pipe.send((job, arguments))
            for _ in range(math.ceil(seconds / _GLANCE)):
                if worker.waits():
                    reply: Reply = worker.pipe.recv()
                    self._idle.put(worker)
                    return reply
                if gone():
                    break
            why = f"the query takes longer than {seconds:g} seconds, which is the limit"
            reply = refusal(422, f"{why} (ask for less, or start kg serve with --timeout)")
        except InputError as error:
            reply = refusal(500, f"the graph cannot be opened any more: {error}")
        except (EOFError, OSError):
            code = self._replace(worker)
            why = f"the process that answers ended with code {code}, for want of memory maybe"
            return refusal(500, f"{why}; another takes its place")
        self._replace(worker)
        return reply

    def _replace(self, worker: Worker) -> int | None:
        """Put another in the place of a worker, whose exit code is returned."""
        worker.end()
        other = Worker(self.target, self.limits)
        self._all[self._all.index(worker)] = other
        if self._closed:
            other.end()
        self._idle.put(other)
        return worker.process.exitcode

    def close(self) -> None:
        """End all workers. Whoever waits for one gets an error."""
        self._closed = True
        for worker in self._all:
            worker.process.kill()
        for worker in self._all:
            worker.process.join()
