"""Golden vectors of the venue's signatures, byte for byte, and who signed them.

The vectors are what two official clients and an independent implementation give for
the same orders; the key is one that everybody knows.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from predcore import InvalidRequest, Side
from predcore_polymarket._signing import (
    AMOY,
    POLYGON,
    Domain,
    Order,
    Wallet,
    WalletType,
    address,
    exchange_domain,
    is_position_id,
    limit_amounts,
    new_order,
    parse_secret,
    parse_token_id,
    recover,
    request_proof,
    typed_auth,
    typed_for_wallet,
    typed_order,
    unwrapped,
    verify_order,
    wrapped,
)
from predcore_polymarket._signing import curve as curves
from predcore_polymarket._signing import orders as order_module

SECRET = bytes.fromhex(
    "ac0974bec39a17e36ba4a6b4d238ff944bacb478cbed5efcae784d7bf4f2ff80"
)
OWNER = "0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266"
FUNDER = "0x70997970C51812dc3A010C7d01b50e0d17dc79C8"
TOKEN = 71321045679252212594626385532706912750332728571942532289631379312455583992563
POSITION = 452312848583266388373324160190187140051891613661749288069456194577444634624

CURVES: list[curves.Curve] = [curves.Native(), curves.Pure()]


@dataclass(frozen=True)
class Golden:
    """One order of the vectors."""

    wallet: WalletType
    side: Side
    price: str
    size: str
    tick: str
    amounts: tuple[int, int]
    id: str
    signature: str
    neg_risk: bool = False
    token_id: int = TOKEN
    struct_hash: str = ""

    @property
    def order(self) -> Order:
        funder = FUNDER if self.wallet else None
        return new_order(
            Wallet.of(self.wallet, OWNER, funder),
            token_id=self.token_id,
            side=self.side,
            amounts=limit_amounts(
                self.side, Decimal(self.price), Decimal(self.size), Decimal(self.tick)
            ),
            salt=479249096354,
            timestamp=1713398400000,
        )

    @property
    def domain(self) -> Domain:
        return exchange_domain(POLYGON, neg_risk=self.neg_risk, token_id=self.token_id)


EOA, PROXY, SAFE, DEPOSIT = WalletType
BUY, SELL = Side.BUY, Side.SELL
GOLDEN = {
    "eoa": Golden(
        EOA, BUY, "0.52", "10", "0.01", (5200000, 10000000),
        "0xdf1c6bd25b4bf910c2e1eae6a99805743ab542a7503ce1ebc79ac6e468b8f22e",
        "a23b385f9826de5777e672b463178742bd2e4d50d757d5ac87ddcf817abcafdc"
        "03904d6f1db29f4182b68476e12c1c9e5c23a76fa408f87f56eed2aa682955591b",
    ),
    "eoa, neg-risk": Golden(
        EOA, SELL, "0.52", "10", "0.01", (10000000, 5200000),
        "0x26de5e0c038af0f70f2855e39b991c3fa6abca6ddd7e14c9461e57b89b75a55b",
        "be5f8cbe89617aecde6c979dd4fb5fafa44bb321015fd44366e2e1168d04b88a"
        "4aab2a141e236fce040e83e9090f31525352e1b8f693768401afa7fa215ccea51b",
        neg_risk=True,
    ),
    "proxy": Golden(
        PROXY, BUY, "0.52", "10", "0.01", (5200000, 10000000),
        "0xfa887a054052acd040767399f9f63b20774f2942e7e02620629cddc1c34b38db",
        "a757ed46b91f9df27f2b7798a8324dfd6a6808dad6547a72f2a2348e4a6188d2"
        "212190de402d6b68b63bc6d04d95c068260fe3b0a64f4a09f3f7f30b85edef061c",
    ),
    "safe, neg-risk": Golden(
        SAFE, BUY, "0.123", "33.33", "0.001", (4099590, 33330000),
        "0x03d65615d9710a027515d8d82e1143d3cfa4c3cefab3bb19a0caac8d75682f6a",
        "e9f40b34c065c4ab08d07a7dbca170c5673d39250c21913c968b8b78ef466f8c"
        "64426eb9af8225ebc1ab633ff673e47cd4368fb62d98a32b62626c25a983e81c1c",
        neg_risk=True,
    ),
    "deposit": Golden(
        DEPOSIT, BUY, "0.52", "10", "0.01", (5200000, 10000000),
        "0xe692cca0215f98e24d9fe5f36a68ea083987bde0e355ab60d5802c1c0d13febd",
        "0eb6b30e05cc1dd861ce0f508ffd9b85207e8a53888f36c6a36006975e2da656"
        "20091c38a46cef8cecc976386ac2e7232572964c22946b7506fd9783ede8a7eb1c",
        struct_hash="ef8535e805fc48d6d1de7c301e0f1346"
        "2f348fb88c2573026ef538fd8c28ac49",
    ),
    "deposit, neg-risk": Golden(
        DEPOSIT, SELL, "0.0025", "17.77", "0.0025", (17770000, 44425),
        "0x9c16150e21a9fe997a4a733ad6b134cc4ab0f0f1a688c7227264b8a47ff5cf46",
        "fee90984bdfe1596dcbb9df3d84a8a1ecb836332431a037d9f7e2df7beb59070"
        "4a6f3ddb929de56efd9579337262369b7b7703d8cb6b34b205c68e499436dfb81c",
        neg_risk=True,
        struct_hash="c3d1e28cabb30e55695b126826ef627f"
        "6b3707ffbc4dcc8504312dc44900860c",
    ),
    "eoa, exchange v3": Golden(
        EOA, BUY, "0.52", "10", "0.01", (5200000, 10000000),
        "0x526c67a6e6fc3316e71803362952a69a6b440a3195b6b170916d32b74c975006",
        "a9fd1fee2b0d68ed46488f6d4d5a6f6c8d6bfe29be3164e121ab9ef19db4783b"
        "6781e2c0a3a629a38d066fcf1cc27639ba88723648b2c7d48e9f6d76483805d21c",
        token_id=POSITION,
    ),
    "deposit, exchange v3": Golden(
        DEPOSIT, BUY, "0.52", "10", "0.01", (5200000, 10000000),
        "0xf21222dbd392c2e39f2d0426d19712cd2ccea87537bbbdae4bccd560ee43d371",
        "fd5dade97d51a6b4bf13e503f292794bde21ffbcf67708f4aa12b386b61c0b96"
        "447cd62a03906221635663f12563ccc742204451f436bdcf241734af345d1b2d1b",
        token_id=POSITION,
        struct_hash="a70f5b7cad2bbf0526bc9b2847c444a2"
        "b0f38e3033e1938b77e478356d82ca08",
    ),
}  # fmt: skip


@pytest.fixture(params=GOLDEN)
def golden(request: pytest.FixtureRequest) -> Golden:
    return GOLDEN[request.param]


@pytest.fixture(params=CURVES, ids=["native", "pure"])
def curve(request: pytest.FixtureRequest) -> curves.Curve:
    found: curves.Curve = request.param
    return found


def signed(golden: Golden, curve: curves.Curve) -> bytes:
    """The signature that travels."""
    sign = curve.signing(SECRET)
    if golden.wallet is not DEPOSIT:
        return sign(typed_order(golden.order, golden.domain).digest)
    inner = sign(typed_for_wallet(golden.order, golden.domain).digest)
    return wrapped(inner, golden.order, golden.domain)


def test_the_amounts_are_the_golden_ones(golden: Golden) -> None:
    order = golden.order
    assert (order.maker_amount, order.taker_amount) == golden.amounts


def test_the_id_is_the_golden_one(golden: Golden) -> None:
    assert golden.order.id(golden.domain) == golden.id


def test_the_signature_is_the_golden_one(golden: Golden, curve: curves.Curve) -> None:
    assert signed(golden, curve)[:65].hex() == golden.signature


def test_a_deposit_wallets_signature_is_laid_out_as_its_contract_reads_it(
    golden: Golden, curve: curves.Curve
) -> None:
    signature = signed(golden, curve)
    if golden.wallet is not DEPOSIT:
        assert len(signature) == 65
        return
    kind = order_module.ORDER.text.encode()
    assert len(signature) == 317
    assert signature[65:97] == golden.domain.separator
    assert signature[97:129].hex() == golden.struct_hash
    assert signature[129:315] == kind
    assert signature[315:].hex() == "00ba"
    assert unwrapped(signature, golden.order, golden.domain) == signature[:65]


def test_the_key_that_signed_is_found_again(
    golden: Golden, curve: curves.Curve
) -> None:
    signature = signed(golden, curve)
    assert verify_order(golden.order, signature, golden.domain) == OWNER


def test_an_order_is_signed_for_one_exchange_only(golden: Golden) -> None:
    signature = signed(golden, CURVES[0])
    elsewhere = exchange_domain(AMOY, neg_risk=False, token_id=golden.token_id)
    with pytest.raises(InvalidRequest, match="not"):
        verify_order(golden.order, signature, elsewhere)


def test_another_order_does_not_have_the_signature(golden: Golden) -> None:
    signature = signed(golden, CURVES[0])
    other = replace(golden.order, taker_amount=golden.order.taker_amount + 1)
    with pytest.raises(InvalidRequest, match="not"):
        verify_order(other, signature, golden.domain)


def test_a_deposit_wallet_signs_in_its_own_name() -> None:
    deposit, safe = GOLDEN["deposit"].order, GOLDEN["safe, neg-risk"].order
    assert (deposit.maker, deposit.signer) == (FUNDER, FUNDER)
    assert (safe.maker, safe.signer) == (FUNDER, OWNER)


@pytest.mark.parametrize("wallet", [EOA, DEPOSIT])
def test_two_names_where_the_contract_wants_one_are_refused(
    wallet: WalletType,
) -> None:
    golden = GOLDEN["eoa"]
    order = replace(golden.order, signature_type=wallet, maker=FUNDER)
    with pytest.raises(InvalidRequest, match="the same"):
        verify_order(order, bytes(65), golden.domain)


@pytest.mark.parametrize(
    ("neg_risk", "token_id", "separator"),
    [
        (
            False, TOKEN,
            "3264e159346253e26a64e00b69032db0e7d32f94628de3e6eecb50304d7af3d2",
        ),
        (
            True, TOKEN,
            "9b858f53327b0bd13af8ec14cfb35234fb9eb7b0504d1a4e61f433840d30e81a",
        ),
        (
            True, POSITION,
            "466c63910185bbd55e8679264200c4e0abdcbb0c6264eb3d41d13326022e095b",
        ),
    ],
    ids=["standard", "neg-risk", "v3"],
)  # fmt: skip
def test_the_domain_separators_are_the_golden_ones(
    neg_risk: bool, token_id: int, separator: str
) -> None:
    domain = exchange_domain(POLYGON, neg_risk=neg_risk, token_id=token_id)
    assert domain.separator.hex() == separator


def test_the_type_hashes_are_those_of_the_contracts() -> None:
    note = typed_for_wallet(GOLDEN["deposit"].order, GOLDEN["deposit"].domain)
    assert order_module.ORDER.hash.hex() == (
        "bb86318a2138f5fa8ae32fbe8e659f8fcf13cc6ae4014a707893055433818589"
    )
    assert note.struct.hash.hex() == (
        "6ba028565cb324c2aa02bb714b9816d0bddd557a2f33bb36cf13272a4256bd42"
    )


def test_the_note_for_an_api_key_is_the_golden_one(curve: curves.Curve) -> None:
    note = typed_auth(OWNER, 1713398400)
    assert note.domain.separator.hex() == (
        "cfc66be2a3b30464cb3b588324101f660c9a205fa76e8e5f83ee16a528e1c4cb"
    )
    assert note.digest.hex() == (
        "37d9a60199458234b1073e9039c78178d50e1966b000ece955f4c89ec0005c52"
    )
    assert curve.signing(SECRET)(note.digest).hex() == (
        "b83e6407df605cacd39032130987f4fb6e6a7187056cd88c8051c92f43ed50ae"
        "27174838d08318611d76cbf80110a9b39868b1e02c515268ab3e31073c4512fa1b"
    )


ORDERS = "OF84RyWvrnnS1I1toTvEVQMrSwntBb69xssmD7jShZM="


@pytest.mark.parametrize(
    ("method", "path", "body", "code"),
    [
        ("POST", "/order", b'{"a":1}', "zPFSAZcf9vIqdx_x8fvYhpesYFc_LFDQVIRSn0D4qnc="),
        ("get", "/data/orders", b"", ORDERS),
        ("GET", "/data/orders?id=1", b"", ORDERS),
    ],
)
def test_the_proof_of_a_request_is_the_golden_one(
    method: str, path: str, body: bytes, code: str
) -> None:
    secret = parse_secret("c2VjcmV0LXNlY3JldC1zZWNyZXQtc2VjcmV0IQ==")
    assert request_proof(secret, 1713398400, method, path, body) == code


def test_a_secret_may_be_in_either_alphabet_and_without_padding() -> None:
    assert parse_secret("-_8=") == parse_secret("+/8=") == parse_secret(" -_8\n")


@pytest.mark.parametrize("text", ["", "====", "not base64!", "héhé", "Q"])
def test_a_secret_that_is_none_is_refused_without_being_shown(text: str) -> None:
    with pytest.raises(InvalidRequest, match="api_secret") as refused:
        parse_secret(text)
    assert not text or text not in str(refused.value)
    assert refused.value.__context__ is None


def test_the_document_holds_what_the_digest_is_of() -> None:
    golden = GOLDEN["deposit, exchange v3"]
    document = json.loads(typed_for_wallet(golden.order, golden.domain).to_json())
    assert document["primaryType"] == "TypedDataSign"
    assert list(document["types"]) == ["EIP712Domain", "TypedDataSign", "Order"]
    assert document["types"]["TypedDataSign"][0] == {
        "name": "contents",
        "type": "Order",
    }
    assert document["domain"] == {
        "name": "Polymarket CTF Exchange",
        "version": "3",
        "chainId": 137,
        "verifyingContract": "0xe3333700cA9d93003F00f0F71f8515005F6c00Aa",
    }
    assert document["message"]["contents"]["tokenId"] == str(POSITION)
    assert document["message"]["contents"]["side"] == 0


@given(st.binary(min_size=32, max_size=32), st.integers(1, curves.ORDER - 1))
def test_both_libraries_give_the_same_signatures(digest: bytes, number: int) -> None:
    secret = number.to_bytes(32, "big")
    native, pure = CURVES
    signature = native.signing(secret)(digest)
    assert signature == pure.signing(secret)(digest)
    assert native.public(secret) == pure.public(secret)
    assert recover(digest, signature, by=pure) == recover(digest, signature, by=native)


@given(st.binary(min_size=32, max_size=32), st.binary(min_size=65, max_size=65))
def test_both_libraries_agree_on_what_is_no_signature(
    digest: bytes, signature: bytes
) -> None:
    signature = signature[:64] + bytes((27 + signature[64] % 2,))

    def told(by: curves.Curve) -> str:
        try:
            return recover(digest, signature, by=by)
        except InvalidRequest as error:
            return str(error)

    assert told(CURVES[0]) == told(CURVES[1])


@pytest.mark.parametrize("by", CURVES, ids=["native", "pure"])
def test_numbers_that_no_key_makes_are_refused(by: curves.Curve) -> None:
    off_the_curve = (5).to_bytes(32, "big") + (1).to_bytes(32, "big") + b"\x1b"
    with pytest.raises(InvalidRequest, match="no key"):
        recover(bytes(32), off_the_curve, by=by)


def mangled(signature: bytes) -> dict[str, bytes]:
    """A good signature made bad in every way that the contracts look at."""
    r, s, v = signature[:32], signature[32:64], signature[64:]
    high = (curves.ORDER - int.from_bytes(s, "big")).to_bytes(32, "big")
    return {
        "short": signature[:-1],
        "long": signature + b"\0",
        "v of 0": r + s + bytes((v[0] - 27,)),
        "upper half": r + high + v,
        "r of 0": bytes(32) + s + v,
        "s of 0": r + bytes(32) + v,
        "r too large": b"\xff" * 32 + s + v,
    }


@pytest.mark.parametrize("how", mangled(bytes(65)[:-1] + b"\x1b"))
def test_a_signature_the_contracts_refuse_is_refused(how: str) -> None:
    golden = GOLDEN["eoa"]
    bad = mangled(bytes.fromhex(golden.signature))[how]
    with pytest.raises(InvalidRequest):
        verify_order(golden.order, bad, golden.domain)


def test_a_plain_signature_is_none_of_a_deposit_wallet() -> None:
    golden = GOLDEN["deposit"]
    with pytest.raises(InvalidRequest, match="317 bytes, got 65"):
        verify_order(golden.order, bytes.fromhex(golden.signature), golden.domain)


def test_a_digest_is_of_32_bytes() -> None:
    with pytest.raises(InvalidRequest, match="32 bytes"):
        recover(b"", bytes(65))


def test_a_position_is_known_by_its_empty_bits() -> None:
    assert is_position_id(POSITION)
    assert not is_position_id(TOKEN)
    assert not is_position_id(POSITION | 1 << 40)
    assert not is_position_id(POSITION | 1 << 103)
    assert is_position_id(POSITION | 1 << 104 | 1 << 39)


def test_a_chain_without_exchanges_is_refused() -> None:
    with pytest.raises(InvalidRequest, match="chain 1; it has 137"):
        exchange_domain(1, neg_risk=False, token_id=TOKEN)


def test_both_chains_have_their_own_domains() -> None:
    domains = {
        exchange_domain(chain, neg_risk=neg_risk, token_id=token).separator
        for chain in (POLYGON, AMOY)
        for neg_risk in (False, True)
        for token in (TOKEN, POSITION)
    }
    assert len(domains) == 2 * 3


def test_salts_differ_and_travel_as_json_numbers() -> None:
    wallet = Wallet.of(EOA, OWNER)
    amounts = limit_amounts(BUY, Decimal("0.5"), Decimal(1), Decimal("0.1"))
    orders = [
        new_order(wallet, token_id=TOKEN, side=BUY, amounts=amounts) for _ in range(100)
    ]
    assert len({order.salt for order in orders}) == 100
    assert all(0 <= order.salt < 2**53 for order in orders)
    assert all(1_700_000_000_000 < order.timestamp < 10**14 for order in orders)


@pytest.mark.parametrize(
    "wrong",
    [
        {"salt": -1},
        {"token_id": 2**256},
        {"maker_amount": -5},
        {"timestamp": 2**256},
        {"metadata": "0x00"},
        {"builder": "0x" + "zz" * 32},
        {"maker": "0x12"},
        {"salt": "7"},
    ],
    ids=str,
)
def test_what_a_field_cannot_hold_is_not_signed(wrong: dict[str, object]) -> None:
    golden = GOLDEN["eoa"]
    order = replace(golden.order, **wrong)  # type: ignore[arg-type]
    with pytest.raises(InvalidRequest):
        order.digest(golden.domain)


@pytest.mark.parametrize("text", ["", "-1", "1.5", "0x12", "1e5", "٣", str(2**256)])
def test_a_token_id_that_is_none_is_refused(text: str) -> None:
    with pytest.raises(InvalidRequest, match="token id"):
        parse_token_id(text)


def test_a_token_id_is_read_exactly() -> None:
    assert parse_token_id(str(TOKEN)) == TOKEN
    assert parse_token_id(str(2**256 - 1)) == 2**256 - 1


@pytest.mark.parametrize(
    "written",
    [
        # The examples of EIP-55.
        "0x52908400098527886E0F7030069857D2E4169EE7",
        "0xde709f2102306220921060314715629080e2fb77",
        "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed",
        "0xfB6916095ca1df60bB79Ce92cE3Ea74c37c5d359",
        "0xdbF03B407c01E7cD3CBea99509d93f8DDDC8C6FB",
        "0xD1220A0cf47c7B9Be7A2E6BA89F429762e7b9aDb",
    ],
)
def test_an_address_is_written_with_its_capitals(written: str) -> None:
    digits = written[2:]
    assert address(written) == written
    assert address("0x" + digits.lower()) == written
    assert address("0x" + digits.upper()) == written


def test_a_mistyped_address_is_noticed() -> None:
    with pytest.raises(InvalidRequest, match=r"funder .* is mistyped"):
        address("0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAeD", "funder")


@pytest.mark.parametrize(
    "text", ["", "f39Fd6e51aad88F6F4ce6aB8827279cffFb92266", OWNER[:-1]]
)
def test_what_is_no_address_is_refused(text: str) -> None:
    with pytest.raises(InvalidRequest, match="40 hexadecimal digits"):
        address(text)


def test_a_private_key_in_the_place_of_an_address_is_not_repeated() -> None:
    with pytest.raises(InvalidRequest) as refused:
        address("0x" + SECRET.hex())
    assert SECRET.hex() not in str(refused.value)
