import pytest
import torch

from predictor.nn.backbone import byte_pairs
from predictor.nn.vocabulary import PAD, START, UNKNOWN, Vocabulary, VocabularyError, trimmed

NUMBERS = {
    word: number
    for number, word in enumerate(["a", "road", "in", "france", "chad", "near", "lyon"])
}


def tokenise(text):
    return [NUMBERS[word] for word in text.split()]


def test_trimmed_keeps_the_most_frequent_tokens():
    vocabulary = trimmed(["a road in chad", "a road in france", "a road"], tokenise, 7, 8)
    assert vocabulary.kept == tuple(sorted(NUMBERS[word] for word in ("a", "road", "in")))


def test_trimmed_of_another_order_is_the_same():
    texts = ["a road in chad", "road near lyon", "in france"]
    assert trimmed(texts, tokenise, 8, 8) == trimmed(texts[::-1], tokenise, 8, 8)


def test_encode_frames_the_kept_tokens():
    vocabulary = trimmed(["a road in chad"], tokenise, 20, 8)
    rows = [3 + vocabulary.kept.index(NUMBERS[word]) for word in ("a", "road")]
    encoded = vocabulary.encode(["a road"], tokenise)
    assert encoded.tolist() == [[START, *rows, 19, PAD, PAD, PAD, PAD]]


def test_encode_maps_other_words_to_unknown():
    vocabulary = trimmed(["a road"], tokenise, 20, 5)
    assert vocabulary.encode(["near lyon"], tokenise)[0, 1:3].tolist() == [UNKNOWN, UNKNOWN]


def test_encode_of_a_long_text_keeps_the_end_mark():
    vocabulary = trimmed(["a road in chad"], tokenise, 20, 4)
    encoded = vocabulary.encode(["a road in chad near lyon", "a"], tokenise)
    assert encoded.shape == (2, 4)
    # CLIP's text tower answers at the highest number of a row.
    assert encoded.argmax(dim=1).tolist() == [3, 2]


def test_vocabulary_survives_json():
    vocabulary = trimmed(["a road in chad"], tokenise, 20, 4)
    assert Vocabulary.from_json(vocabulary.to_json()) == vocabulary


def test_vocabulary_larger_than_its_embedding_is_refused():
    with pytest.raises(VocabularyError, match="raise vocab_size in the architecture to 9"):
        Vocabulary(kept=(1, 2, 3, 4, 5), size=8, context=4)


def test_clip_tokens_of_trimmed_text_can_be_told_apart():
    tokens = byte_pairs().encode
    captions = ["a road near São Paulo, Brazil", "street view in Ōita, Japan"]
    encoded = trimmed(captions, tokens, 64, 24).encode(captions, tokens)
    assert not torch.equal(encoded[0], encoded[1])
    assert UNKNOWN not in encoded
