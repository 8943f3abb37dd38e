"""Numbers written in words, to integers: 二〇二一, 十一, 廿二, nineteen ninety-six,
twenty-first.
"""

import re

NUMERALS = ("〇○零Ｏ", "一元", "二两", "三", "四", "五", "六", "七", "八", "九")
DIGITS = {numeral: value for value, numerals in enumerate(NUMERALS) for numeral in numerals}
TENS = {"十": 10, "廿": 20, "卅": 30}
CHINESE_NUMERAL = "〇○零一二三四五六七八九十廿卅两"

BELOW_TWENTY = """zero one two three four five six seven eight nine ten eleven twelve thirteen
fourteen fifteen sixteen seventeen eighteen nineteen"""
TIES = "twenty thirty forty fifty sixty seventy eighty ninety"
CARDINALS = {word: value for value, word in enumerate(BELOW_TWENTY.split())}
CARDINALS |= {word: 20 + 10 * index for index, word in enumerate(TIES.split())}
RANKS = """first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth
thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth"""
ORDINALS = {word: value for value, word in enumerate(RANKS.split(), 1)} | {"thirtieth": 30}
WORD = re.compile(r"[a-z]+|\d+")


def chinese_number(text: str) -> int | None:
    """Read a Chinese or Arabic number below a thousand, or a year digit by digit: 二〇二一 is
    2021, 廿二 is 22.

    >>> [chinese_number(text) for text in ('二〇二一', '廿二', '三百零五', '千')]
    [2021, 22, 305, None]
    """
    text = text.strip().replace("初", "")
    if text.isascii():
        return int(text) if text.isdigit() else None
    if "百" in text:
        hundreds, rest = text.split("百", 1)
        left, right = chinese_number(hundreds), chinese_number(rest.lstrip("零〇○")) if rest else 0
        return None if left is None or right is None else left * 100 + right
    return _tens(text) if any(char in TENS for char in text) else _digit_by_digit(text)


def _digit_by_digit(text: str) -> int | None:
    digits = [str(DIGITS.get(char, char)) for char in text]
    number = "".join(digits)
    return int(number) if number.isdigit() else None


def _tens(text: str) -> int | None:
    """Read 十一, 二十, 廿二, 三十一."""
    index = next(position for position, char in enumerate(text) if char in TENS)
    left, right = text[:index], text[index + 1 :]
    if (
        len(left) > 1
        or len(right) > 1
        or (left and left not in DIGITS)
        or (right and right not in DIGITS)
    ):
        return None
    tens = DIGITS[left] * 10 if left and text[index] == "十" else TENS[text[index]]
    return tens + (DIGITS[right] if right else 0)


def english_number(text: str) -> int | None:
    """Read a day or a small number: 3, 12th, twenty-first, thirty.

    >>> [english_number(text) for text in ('12th', 'twenty-first', 'many')]
    [12, 21, None]
    """
    words = WORD.findall(text.lower())
    if words and words[0].isdigit():
        return int(words[0])
    total = 0
    for word in words:
        value = CARDINALS.get(word) or ORDINALS.get(word)
        if value is None or (total and (total < 20 or total % 10)):
            return None
        total += value
    return total or None


def english_year(text: str) -> int | None:
    """Read a year in words: nineteen ninety-six, two thousand and five, nineteen hundred ninety
    three, 1996.

    >>> english_year('nineteen ninety-six'), english_year('two thousand and five')
    (1996, 2005)
    """
    words = [word for word in WORD.findall(text.lower()) if word != "and"]
    if words and words[0].isdigit():
        return int(words[0])
    if "thousand" in words or "hundred" in words:
        return _with_scale(words)
    for cut in (1, 2):
        high, low = english_number(" ".join(words[:cut])), english_number(" ".join(words[cut:]))
        if high and low and 10 <= high <= 21 and low >= 10:
            return high * 100 + low
    if len(words) == 3 and words[1] in ("zero", "oh", "o") and (century := CARDINALS.get(words[0])):
        return century * 100 + CARDINALS.get(words[2], 0)
    return None


def _with_scale(words: list[str]) -> int | None:
    total, current = 0, 0
    for word in words:
        if word in ("hundred", "thousand"):
            current = max(current, 1) * (100 if word == "hundred" else 1000)
            total, current = total + current, 0
        elif word in CARDINALS:
            current += CARDINALS[word]
        else:
            return None
    return total + current
