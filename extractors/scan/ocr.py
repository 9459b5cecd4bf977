"""The OCR engine: where text stands in a picture, and what it says."""

from __future__ import annotations

import ctypes
import os
import re
import unicodedata
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from extractors.page import EngineMissing
from extractors.scan.recogniser import HEIGHT, Recogniser
from extractors.scan.straightening import Picture

#: Longest side of the picture in which text is looked for (pixels): a longer one takes three times as long and finds no more.
LONGEST_SIDE = 1500

#: A line lower than this is small print, made so many times as wide as it is made high; no wider than the last (pixels).
SMALL_PRINT, WIDER, MOST_WIDE = 30, 1.2, 1500

#: Signs of other scripts that look like those that were printed.
_LIKE = str.maketrans({"×": "x", "ı": "i", "ȷ": "j", "ł": "l", "Ł": "L", "一": "-", "〇": "0", "川": "III"})
#: Signs of scripts without capitals, which no document is written in.
_NO_LETTER = "Lo"
#: Specks read as punctuation: marks at either end with white space between them and the text.
_SPECKS = re.compile(r"^[.,'`·:;_]+\s+|\s+[.,'`·_]+$")

PixelBox = tuple[int, int, int, int]


@dataclass(frozen=True, slots=True)
class Recognised:
    """A piece of text and how sure the engine is of it, 0..1.

    Attributes:
        text: What it says.
        score: How sure.
        places: Where each letter stands, spaces too: its middle as a share of the picture's width; empty where unknown.
    """

    text: str
    score: float
    places: tuple[float, ...] = ()


class Engine:
    """RapidOCR with the models of its package, one thread; loaded when first used."""

    name = "rapidocr"

    @cached_property
    def version(self) -> str:
        """Name and version of engine and runtime, for the data and the cache."""
        try:
            return f"rapidocr {version('rapidocr')} / onnxruntime {version('onnxruntime')}"
        except PackageNotFoundError as error:
            raise EngineMissing("ocr_tidak_ada", detail=str(error)) from error

    @cached_property
    def _ocr(self) -> Any:
        try:
            _say_nothing_to_anyone()
            from rapidocr import RapidOCR  # noqa: PLC0415 (slow to import, only scans need it)

            _flush_denormals()
            ocr: Any = RapidOCR(
                params={
                    "Global.log_level": "error",
                    "Global.max_side_len": LONGEST_SIDE,
                    "EngineConfig.onnxruntime.enable_cpu_mem_arena": True,
                    "EngineConfig.onnxruntime.intra_op_num_threads": 1,
                    "EngineConfig.onnxruntime.inter_op_num_threads": 1,
                    "Det.limit_type": "max",
                    "Det.limit_side_len": LONGEST_SIDE,
                }
            )
            # Inside RapidOCR; where another version has it elsewhere, memory is kept, and all else is the same.
            with suppress(AttributeError):
                detector = ocr._load_det_model()
                detector.session = _GivingBack(detector.session.session)
            return ocr
        except Exception as error:
            raise EngineMissing("ocr_tidak_ada", detail=f"{type(error).__name__}: {error}"[:200]) from error

    @cached_property
    def _recogniser(self) -> Recogniser:
        try:
            _say_nothing_to_anyone()
            _flush_denormals()
            (model,) = [path for path in _models() if "_rec_" in path.name]
            return Recogniser(model)
        except Exception as error:
            raise EngineMissing("ocr_tidak_ada", detail=f"{type(error).__name__}: {error}"[:200]) from error

    def find_text(self, picture: Picture) -> list[PixelBox]:
        """The boxes (x0, top, x1, bottom) around pieces of text, in pixels."""
        found = self._ocr(_colour(picture), use_det=True, use_cls=False, use_rec=False)
        boxes = np.asarray([] if found.boxes is None else found.boxes)
        del found
        _trim()(0)
        return [(int(b[:, 0].min()), int(b[:, 1].min()), int(np.ceil(b[:, 0].max())), int(np.ceil(b[:, 1].max()))) for b in boxes]

    def recognise(self, pieces: Sequence[Picture]) -> list[Recognised]:
        """Read pictures of one line each."""
        found = [self._recogniser.read(_larger(piece)) for piece in pieces]
        return [_plain_in_places(text, score, places) for text, score, places in found]


class _GivingBack:
    """The model that looks for text, as RapidOCR calls it; it gives its memory back after each picture.

    Pictures of other sides need other pieces of memory, and what one needs, some 300 MB, is of no use to the next. Kept, it grows to
    1.2 GB a worker; RapidOCR has no setting for this.
    """

    def __init__(self, session: Any) -> None:
        from onnxruntime import RunOptions  # noqa: PLC0415 (as above)

        self._session, self._options = session, RunOptions()
        self._options.add_run_config_entry("memory.enable_memory_arena_shrinkage", "cpu:0")
        (self._input,) = [each.name for each in session.get_inputs()]

    def __call__(self, picture: NDArray[np.float32]) -> Any:
        return self._session.run(None, {self._input: picture}, self._options)[0]


@cache
def _trim() -> Callable[[int], object]:
    """What makes the C library give freed memory back to the system: glibc may keep 90 MB of it; elsewhere it is left as it is."""
    try:
        trim: Callable[[int], object] = ctypes.CDLL(None).malloc_trim
    except (AttributeError, OSError, TypeError):
        return lambda _: None
    return trim


def _models() -> list[Path]:
    """The models of the package, the smallest first."""
    import rapidocr  # noqa: PLC0415 (as above)

    return sorted((Path(rapidocr.__file__).parent / "models").glob("*.onnx"), key=lambda path: path.stat().st_size)


def _say_nothing_to_anyone() -> None:
    """Keep the runtime from sending what it is used for over the network, and from laying down files for that in the user's home.

    It decides once, when it is loaded.
    """
    os.environ["ORT_DISABLE_TELEMETRY"] = "1"


@cache
def _flush_denormals() -> None:
    """Let numbers too small to matter be zero: on the paper of a page they make looking for text three times as slow.

    The runtime takes this from the first session of a process only, and RapidOCR has no setting for it.
    """
    from onnxruntime import InferenceSession, SessionOptions  # noqa: PLC0415 (as above)

    for model in _models()[:1]:
        options = SessionOptions()
        options.intra_op_num_threads = 1
        options.add_session_config_entry("session.set_denormal_as_zero", "1")
        InferenceSession(str(model), options, providers=["CPUExecutionProvider"])


def _larger(piece: Picture) -> Picture:
    """Small print as high as the model reads it, and somewhat wider.

    The model looks at so many pixels of width at a time, and narrow letters in small print fall into one look. A third fewer words are
    misread so.
    """
    height, width = piece.shape
    if height >= SMALL_PRINT or (wide := round(width * WIDER * HEIGHT / height)) > MOST_WIDE:
        return piece
    return np.asarray(cv2.resize(piece, (max(1, wide), HEIGHT), interpolation=cv2.INTER_CUBIC), dtype=np.uint8)


def plain_letters(text: str) -> str:
    """The text in plain letters: the model knows Chinese type and accents, the documents' language has neither.

    Full-width signs ("％") become ordinary ones, accents fall off, letters without their dot have it again, and the multiplication sign is
    the letter x that was typed.
    """
    return _SPECKS.sub("", _plain(text))


def _plain(text: str) -> str:
    wide = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", text))
    plain = "".join(ch for ch in wide if not unicodedata.combining(ch)).translate(_LIKE)
    return "".join(ch for ch in plain if unicodedata.category(ch) != _NO_LETTER)


def _plain_in_places(text: str, score: float, places: Sequence[float]) -> Recognised:
    """The text in plain letters, each where the letter stood that it was made of."""
    letters = [(plain, place) for letter, place in zip(text, places, strict=True) for plain in _plain(letter)]
    plain = "".join(letter for letter, _ in letters)
    kept = _SPECKS.sub("", plain)
    start = max(0, plain.find(kept))
    return Recognised(kept, score, tuple(place for _, place in letters[start : start + len(kept)]))


def _colour(picture: Picture) -> Any:
    return np.repeat(picture[:, :, None], 3, axis=2)
